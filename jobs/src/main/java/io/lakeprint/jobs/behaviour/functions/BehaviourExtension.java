package io.lakeprint.jobs.behaviour.functions;

import io.lakeprint.jobs.behaviour.functions.udf.BehaviourFunctions;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import scala.Function1;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Gives every Spark session with this jar on its class path the behaviour functions. Spark finds it
 * by {@link java.util.ServiceLoader}.
 */
public final class BehaviourExtension extends AbstractFunction1<SparkSessionExtensions, BoxedUnit>
    implements SparkSessionExtensionsProvider {

  /**
   * Spark's own way to inject a function speaks of its inner classes, which change between
   * versions. A check rule is made once per session, before the first query is analysed: the moment
   * to register. The rule itself finds nothing wrong.
   */
  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectCheckRule((Function1) new OnStart());
    return BoxedUnit.UNIT;
  }

  private static final class OnStart extends AbstractFunction1<SparkSession, Object> {
    @Override
    public Object apply(SparkSession session) {
      BehaviourFunctions.register(session);
      return new NothingWrong();
    }
  }

  private static final class NothingWrong extends AbstractFunction1<Object, BoxedUnit> {
    @Override
    public BoxedUnit apply(Object plan) {
      return BoxedUnit.UNIT;
    }
  }
}
