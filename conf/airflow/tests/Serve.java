import io.lakeprint.common.cli.Command;
import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.Main;
import io.lakeprint.common.tables.TableCatalog;
import io.lakeprint.common.tables.TableKind;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.sql.types.BinaryType;
import picocli.CommandLine;

/**
 * Commands that a test brings to the launcher by {@code --jars}: one driver for many command lines,
 * and what of the tables counts when two lakes are compared.
 */
public final class Serve implements Command.Provider {

  @Override
  public List<Command> commands(Console console) {
    return List.of(new Driver(console), new Compared(console));
  }

  /**
   * Runs what it is told on a port of this machine, which is the first line of its output.
   *
   * <p>The words of a command line come with a NUL between them, until the sender sends no more.
   * The answer is what the command says, then a NUL and its exit code. Runs until it is killed.
   */
  @CommandLine.Command(name = "serve", description = "Run what is told on a port")
  private record Driver(Console console) implements Command {

    @Override
    public Integer call() throws IOException {
      ExecutorService lines = Executors.newCachedThreadPool();
      try (ServerSocket door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
        console.out().println(door.getLocalPort());
        while (true) {
          Socket caller = door.accept();
          lines.submit(() -> answer(caller));
        }
      }
    }

    private Void answer(Socket caller) throws IOException {
      try (caller;
          PrintStream told =
              new PrintStream(caller.getOutputStream(), true, StandardCharsets.UTF_8)) {
        String words = new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Console its = new Console(told, told, false, console.environment(), console.clock());
        told.print("\0" + Main.run(its, words.split("\0")));
      }
      return null;
    }
  }

  /** Prints each table but those of what a run says about itself, and its columns that count. */
  @CommandLine.Command(name = "compared", description = "Print what of the tables counts")
  private record Compared(Console console) implements Command {

    @Override
    public Integer call() {
      TableCatalog.all().stream()
          .filter(table -> table.kind() != TableKind.OPS)
          .forEach(
              table -> {
                console.out().print(table.name());
                table.columns().stream()
                    .filter(column -> !column.audit() && !(column.type() instanceof BinaryType))
                    .forEach(column -> console.out().print(" " + column.name()));
                console.out().println();
              });
      return 0;
    }
  }
}
