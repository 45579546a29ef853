"""Writes down what this process and its children reach for; Python imports it by its name.

One JSON line per event in the file named by ``CANARY_WATCHED``: addresses that are connected to or
looked up, and the command line and environment of every process that is started.
"""

import json
import os
import sys

_STARTS = {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.spawn"}
_REACHES = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
_FILE = os.environ.get("CANARY_WATCHED")


def _note(event, arguments):
    if event in _STARTS or event in _REACHES:
        said = {"event": event, "arguments": repr(arguments)}
        if event in _STARTS:
            said["environment"] = dict(os.environ)
        line = json.dumps(said, default=repr) + "\n"
        descriptor = os.open(_FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(descriptor, line.encode(errors="replace"))
        os.close(descriptor)


if _FILE:
    sys.addaudithook(_note)
