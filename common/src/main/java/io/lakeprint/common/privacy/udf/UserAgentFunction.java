package io.lakeprint.common.privacy.udf;

import io.lakeprint.common.privacy.UserAgent;
import io.lakeprint.common.privacy.UserAgentReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** {@link UserAgentReader} for a column. */
final class UserAgentFunction implements UDF1<String, Row> {

  static final DataType TYPE =
      DataType.fromDDL("struct<is_bot: boolean, device_type: string, os: string, browser: string>");

  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Row call(@Nullable String header) {
    UserAgent agent = UserAgentReader.read(header);
    return agent == null
        ? null
        : RowFactory.create(agent.isBot(), agent.deviceType(), agent.os(), agent.browser());
  }
}
