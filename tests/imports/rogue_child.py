"""A reader that turned against its parent: takes the place of the real child process in tests."""

import json
import os
import signal
import subprocess
import sys
import time

from dumas_docs.imports.child import _bind


def main(orders: dict) -> None:
    behaviour = orders["reader"]
    if behaviour == "never-ready":
        sys.stderr.write("ImportError: no such library\n")
        raise SystemExit(1)
    _bind(orders)
    out = sys.stdout.buffer
    out.write(b"READY\n")
    out.flush()
    if behaviour == "endless":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            time.sleep(1)
    elif behaviour == "busy":
        while True:
            pass
    elif behaviour == "memory":
        hoard = []
        while True:
            hoard.append(bytearray(16 * 1024 * 1024))
    elif behaviour == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif behaviour == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif behaviour == "flood":
        while True:
            out.write(b"x" * 65536)
    elif behaviour == "nonsense":
        out.write(b'{"status": "GEMBIRA", "text": 3')
    elif behaviour == "grandchild":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=False)
        time.sleep(600)
    elif behaviour == "environment":
        text = json.dumps(dict(os.environ))
        answer = {"status": "BERHASIL", "text": text, "pages": os.getpid(), "width": None, "height": None}
        out.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
