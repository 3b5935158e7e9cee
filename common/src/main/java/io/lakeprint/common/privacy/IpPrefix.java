package io.lakeprint.common.privacy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shortens addresses of devices to their network, which tells a region and no household. */
public final class IpPrefix {

  private static final Pattern IPV4 =
      Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})(?::[0-9]+)?");
  private static final Pattern IPV6 =
      Pattern.compile("\\[?([0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)(?:%[^\\]]*)?(?:\\](?::[0-9]+)?)?");
  private static final int IPV6_BYTES = 16;

  private IpPrefix() {}

  /**
   * {@code 203.0.113.0/24} or {@code 2001:db8:1::/48}; null for null and for what is no address. Of
   * a forwarding list the first address counts; ports, brackets and zones are ignored. Never asks a
   * name server.
   */
  public static @Nullable String of(@Nullable String address) {
    if (address == null) {
      return null;
    }
    int comma = address.indexOf(',');
    String first = (comma < 0 ? address : address.substring(0, comma)).strip();
    Matcher v4 = IPV4.matcher(first);
    if (v4.matches()) {
      return ofV4(v4);
    }
    Matcher v6 = IPV6.matcher(first);
    return v6.matches() ? ofV6(v6.group(1)) : null;
  }

  private static @Nullable String ofV4(Matcher parts) {
    for (int i = 1; i <= 4; i++) {
      if (Integer.parseInt(parts.group(i)) > 255) {
        return null;
      }
    }
    return String.join(
        ".",
        Integer.toString(Integer.parseInt(parts.group(1))),
        Integer.toString(Integer.parseInt(parts.group(2))),
        Integer.toString(Integer.parseInt(parts.group(3))),
        "0/24");
  }

  private static @Nullable String ofV6(String literal) {
    try {
      byte[] bytes = InetAddress.getByName(literal).getAddress();
      if (bytes.length < IPV6_BYTES) {
        // An IPv4 address in IPv6 clothes.
        return (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF) + "." + (bytes[2] & 0xFF) + ".0/24";
      }
      return group(bytes, 0) + ":" + group(bytes, 2) + ":" + group(bytes, 4) + "::/48";
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static String group(byte[] bytes, int at) {
    return Integer.toHexString((bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF));
  }
}
