#!/usr/bin/env python3
"""A launcher whose command lines one driver runs, at the port that LAKEPRINT_DRIVER names."""

import os
import socket
import sys

with socket.create_connection(("127.0.0.1", int(os.environ["LAKEPRINT_DRIVER"]))) as driver:
    driver.sendall("\0".join(sys.argv[1:]).encode())
    driver.shutdown(socket.SHUT_WR)
    for line in driver.makefile(encoding="utf-8"):
        words, end, code = line.partition("\0")
        print(words, end="", flush=True)
        if end:
            sys.exit(int(code))
sys.exit("the driver is gone")
