"""The demo office on this machine: `demo.py start [--port N]`, `demo.py reset [--port N]` (make demo, make demo-reset).

Everything it keeps lies in DUMAS_VAR_DIR (var/demo unless set): the SQLite database, files, mails and keys.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "127.0.0.1"
WORK_SECONDS = 60
DEMO_FILES = {"db.sqlite3", "secret_key", "identity_key"}  # what proves that a folder is a demo's own


def data_folder() -> Path:
    return Path(os.environ.get("DUMAS_VAR_DIR") or ROOT / "var" / "demo").resolve()


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As the server itself does, so that connections of a server just stopped do not count as busy.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def reset(folder: Path) -> None:
    """Delete the demo's data. Refuses a folder that does not look like one."""
    if not folder.exists():
        return
    if not any((folder / name).exists() for name in DEMO_FILES) and any(folder.iterdir()):
        raise SystemExit(f"Demo: {folder} does not look like demo data (no db.sqlite3); nothing deleted.")
    shutil.rmtree(folder)
    print(f"Demo: deleted {folder}", flush=True)


def note_address(folder: Path, address: str) -> None:
    """Keep the address with the data: commands run beside the demo write the links of their mails with it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "address").write_text(address)


def manage(*arguments: str) -> None:
    result = subprocess.run([sys.executable, ROOT / "manage.py", *arguments], cwd=ROOT)
    if result.returncode != 0:
        raise SystemExit(f"Demo: 'manage.py {' '.join(arguments)}' failed; its message stands above.")


def web_server(port: int) -> list[str]:
    """The command that serves the demo."""
    command = [sys.executable, "-m", "gunicorn", "dumas_site.wsgi:application", "--pythonpath", str(ROOT / "site")]
    command += ["--bind", f"{ADDRESS}:{port}", "--worker-class", "gthread", "--workers", "1", "--threads", "8"]
    command += ["--timeout", "120", "--log-level", "warning", "--no-control-socket"]
    return command


def serve(port: int) -> None:
    """Become the web server, so that Ctrl-C reaches it directly."""
    print(f"\nDumas Docs: http://{ADDRESS}:{port}/   (stop with Ctrl-C)\n", flush=True)
    os.execv(sys.executable, web_server(port))


def serve_with_cluster(port: int) -> None:
    """The demo with a private Elasticsearch, which ends with it."""
    sys.path.insert(0, str(ROOT))
    from tests.services.elasticsearch import private_server

    print("Demo: starting Elasticsearch", flush=True)
    with private_server() as server:
        os.environ["ELASTICSEARCH_URL"] = server.url
        manage("rebuild_index", "--engine", "elasticsearch")
        print(f"\nDumas Docs: http://{ADDRESS}:{port}/   (stop with Ctrl-C)", flush=True)
        group = server.process.pid
        print(
            "To see the office without Elasticsearch and with it again, in another shell:\n"
            f"  kill -STOP -- -{group}     kill -CONT -- -{group}\n",
            flush=True,
        )
        with subprocess.Popen(web_server(port)) as web:
            # Whoever ends this one ends all of it, the web server first.
            signal.signal(signal.SIGTERM, lambda *_told: web.terminate())
            try:
                work_beside(web)
            finally:
                web.terminate()


def work_beside(web: subprocess.Popen) -> None:
    """Until the web server ends, do every minute what an office's cron does: what waits for the index, and mails."""
    while True:
        try:
            web.wait(timeout=WORK_SECONDS)
            return
        except subprocess.TimeoutExpired:
            subprocess.run([sys.executable, ROOT / "manage.py", "run_office"], cwd=ROOT)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("verb", choices=["start", "reset"])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--elasticsearch", action="store_true", help="search in an Elasticsearch of the demo's own")
    options = parser.parse_args()
    if not port_is_free(options.port):
        raise SystemExit(
            f"Demo: port {options.port} on {ADDRESS} is busy (is another demo running?). "
            f"Stop that one, or choose another: make demo PORT={options.port + 1}"
        )
    os.chdir(ROOT)
    os.environ["DJANGO_SETTINGS_MODULE"] = "dumas_site.settings.dev"
    os.environ.pop("DATABASE_URL", None)  # the demo is the embedded SQLite, whatever else this shell works on
    if options.verb == "reset":
        reset(data_folder())
    note_address(data_folder(), os.environ.get("DUMAS_BASE_URL") or f"http://{ADDRESS}:{options.port}")
    manage("migrate", "--verbosity", "0")
    manage("load_demo")
    if options.elasticsearch:
        serve_with_cluster(options.port)
    else:
        os.environ.pop("ELASTICSEARCH_URL", None)
        serve(options.port)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit("\nDemo: interrupted; run it again to go on.") from None
