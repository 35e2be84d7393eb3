"""Several real Elasticsearch servers on the loopback that form one cluster, for who loses one of them on purpose."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.services import elasticsearch as single
from tests.services.machine import Missing, free_port, server_account

GREEN_SECONDS = 180


@dataclass
class Node:
    """One server, with the settings it begins with each time at the same address."""

    server: single.Server
    settings: dict[str, str]
    is_away: bool = False


class Cluster:
    """Nodes by their number. `folder` is one that all of them may write to."""

    def __init__(self, nodes: list[Node], folder: Path) -> None:
        self.nodes, self.folder = nodes, folder

    @property
    def urls(self) -> list[str]:
        return [node.server.url for node in self.nodes]

    def ask(self, path: str) -> Any:
        """What a node that is there answers to GET `path`."""
        url = next(node.server.url for node in self.nodes if not node.is_away)
        with urllib.request.urlopen(url + path, timeout=GREEN_SECONDS) as answer:
            return json.load(answer)

    def master(self) -> int:
        """The number of the node that leads now."""
        (told,) = self.ask("/_cat/master?format=json")
        return int(told["node"].removeprefix("node-"))

    def kill(self, number: int) -> None:
        """The node is gone from one moment to the next."""
        single.kill(self.nodes[number].server)
        self.nodes[number].is_away = True

    def take_down(self, number: int) -> None:
        """The node is stopped in order, as for an upgrade."""
        single.stop(self.nodes[number].server.process)
        self.nodes[number].is_away = True

    def bring_back(self, number: int) -> None:
        """Start the node again on its data; does not wait for it."""
        node = self.nodes[number]
        home = node.server.home
        node.server = single.launch(single.ensure(), home, server_account(), node.settings, {})
        node.is_away = False

    def wait_green(self, *, nodes: int | None = None) -> float:
        """Seconds until `nodes` (all that are there) have every copy of every index. Raises TimeoutError."""
        start, wanted = time.monotonic(), nodes or sum(not node.is_away for node in self.nodes)
        path = f"/_cluster/health?wait_for_status=green&wait_for_nodes={wanted}&timeout=1s"
        for server in (node.server for node in self.nodes if not node.is_away):
            single.answers(server.process, server.url)
        while time.monotonic() < start + GREEN_SECONDS:
            try:
                if not self.ask(path)["timed_out"]:
                    return time.monotonic() - start
            except OSError:
                pass
            time.sleep(0.2)
        raise TimeoutError(f"not green within {GREEN_SECONDS} s")

    def end(self) -> None:
        for node in self.nodes:
            single.stop(node.server.process)


@contextmanager
def private_cluster(nodes: int = 3) -> Iterator[Cluster]:
    """Start so many servers as one cluster; stop them however the block ends. Raises Missing."""
    program, account = single.ensure(), server_account()
    home = Path(tempfile.mkdtemp(prefix="dumas-elasticsearch-", dir=single.open_folder()))
    home.chmod(0o755)
    shared = home / "shared"
    shared.mkdir()
    single.own(shared, account)
    transports = [free_port() for _ in range(nodes)]
    names = [f"node-{number}" for number in range(nodes)]
    cluster = Cluster([], shared)
    try:
        for number, transport in enumerate(transports):
            settings = {
                "discovery.type": "",
                "node.name": names[number],
                "http.port": str(free_port()),
                "transport.port": str(transport),
                "discovery.seed_hosts": str([f"127.0.0.1:{port}" for port in transports]),
                "cluster.initial_master_nodes": str(names),
                "path.repo": str(shared),
                # As docs/operations.md asks: a node that is cut off from the others answers nobody.
                "cluster.no_master_block": "all",
            }
            folder = home / names[number]
            folder.mkdir()
            cluster.nodes.append(Node(single.launch(program, folder, account, settings, {}), settings))
        for node in cluster.nodes:
            if not single.answers(node.server.process, node.server.url):
                raise Missing(f"Elasticsearch did not start:\n{single.end_of_log(node.server.home)}")
        cluster.wait_green(nodes=nodes)
        yield cluster
    finally:
        cluster.end()
        shutil.rmtree(home, ignore_errors=True)
