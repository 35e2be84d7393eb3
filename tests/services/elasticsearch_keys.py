"""The server for tests that keeps API keys as well: its store of them asks for a little analysis that the distribution
without modules lacks, and that is built here from its own source with the server's own Lucene."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.services.elasticsearch import JAVA, VERSION, Server, ensure, installed, open_folder, start, stop
from tests.services.machine import Missing, server_account

SOURCE = Path(__file__).with_suffix("") / "KeyStoreAnalysis.java"
CLASS = "dumas.tests.KeyStoreAnalysis"
COMPONENTS = {
    "org.elasticsearch.plugin.analysis.TokenizerFactory": {"uax_url_email": f"{CLASS}$Addresses"},
    "org.elasticsearch.plugin.analysis.TokenFilterFactory": {
        "pattern_capture": f"{CLASS}$Captures", "unique": f"{CLASS}$Unique",
    },
}  # fmt: skip
DESCRIPTION = f"""description=What the store of API keys needs
name=key-store
version=1
java.version={JAVA}
elasticsearch.version={VERSION}
"""


@contextmanager
def private_server_with_keys(settings: Mapping[str, str], *, files: Mapping[str, bytes]) -> Iterator[Server]:
    """As `private_server`, with a store of API keys. Raises Missing."""
    folder = Path(tempfile.mkdtemp(prefix="dumas-elasticsearch-keys-", dir=open_folder()))
    try:
        folder.chmod(0o755)
        # Beside the server's own folder, of which its account is made owner: links lead into the common cache.
        (home := folder / "home").mkdir()
        server = start(with_plugin(ensure(), folder), home, server_account(), settings, files)
        try:
            yield server
        finally:
            stop(server.process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def with_plugin(program: Path, folder: Path) -> Path:
    """In `folder`: the server, and the plugin beside it. Raises Missing."""
    own = folder / "program"
    plugin = own / "plugins" / "key-store"
    plugin.mkdir(parents=True)
    for name in ("bin", "lib", "modules", "config"):
        (own / name).symlink_to(program / name)
    compile_into(plugin / "key-store.jar", library=program / "lib", scratch=folder / "classes")
    (plugin / "stable-plugin-descriptor.properties").write_text(DESCRIPTION)
    (plugin / "named_components.json").write_text(json.dumps(COMPONENTS))
    return own


def compile_into(jar: Path, *, library: Path, scratch: Path) -> None:
    """Compile the plugin against the server's own classes. Raises Missing."""
    javac = shutil.which("javac") or installed(f"openjdk-{JAVA}-jdk-headless", "javac")
    command = [javac, "--release", str(JAVA), "-cp", f"{library}/*", "-d", str(scratch), str(SOURCE)]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        raise Missing(f"javac could not compile {SOURCE.name}:\n{result.stderr[-600:].strip()}")
    with zipfile.ZipFile(jar, "w") as packed:
        for compiled in scratch.rglob("*.class"):
            packed.write(compiled, compiled.relative_to(scratch))
