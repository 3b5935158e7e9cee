package io.lakeprint.launcher;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** A real HDFS on loopback, its name node and one data node; stops with {@link #close}. */
final class HdfsCluster implements AutoCloseable {

  private final MiniDFSCluster cluster;

  private HdfsCluster(MiniDFSCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts one that keeps its blocks below {@code folder}. */
  static HdfsCluster start(Path folder) throws IOException {
    Configuration settings = new Configuration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    MiniDFSCluster cluster = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
    cluster.waitActive();
    return new HdfsCluster(cluster);
  }

  /** A place there, as {@code lake.root} names it. */
  String uri(String path) {
    return cluster.getURI() + path;
  }

  /** Its files, by a client of its own: another one than that of the jobs of this process. */
  FileSystem files() throws IOException {
    return FileSystem.newInstance(cluster.getURI(), new Configuration());
  }

  @Override
  public void close() {
    cluster.shutdown(true);
  }
}
