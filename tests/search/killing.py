"""Work in processes of their own that are really killed, at a chosen request to the cluster."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from typing import Any

from django.db import connections
from elastic_transport import Transport

from search.backends.elasticsearch import connection as cluster

Act = Callable[[], Any]


class Child:
    """A process that does `act`, and is killed at its request number `dies_at` to the cluster: before it is sent, or
    once it was answered with `answered`. Without a number it lives until `kill`."""

    def __init__(self, act: Act, *, dies_at: int = 0, answered: bool = False) -> None:
        # Neither a connection to the database nor one to the cluster is shared with the child.
        connections.close_all()
        self.pid = os.fork()
        if self.pid == 0:
            code = 3
            try:
                cluster._client.cache_clear()
                cluster.breaker.reset()
                if dies_at:
                    _dying(dies_at, answered=answered)
                act()
                code = 0
            except BaseException:  # noqa: BLE001  the child must never go on as a second pytest
                traceback.print_exc()
            finally:
                os._exit(code)

    def kill(self) -> bool:
        """Kill it wherever it is; False when it was through already."""
        os.kill(self.pid, signal.SIGKILL)
        return not self.wait()

    def wait(self) -> bool:
        """Whether it came to its end; False when it was killed. What it could not do is an error."""
        _pid, status = os.waitpid(self.pid, 0)
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL, status
            return False
        assert os.WEXITSTATUS(status) == 0, "the child ended with an error"
        return True


def killed(act: Act, *, at: int, answered: bool = False) -> bool:
    """Do it in a child that dies at this request; False when it came to its end before."""
    return not Child(act, dies_at=at, answered=answered).wait()


def _dying(number: int, *, answered: bool) -> None:
    original, seen = Transport.perform_request, 0

    def perform_request(self: Transport, *args: Any, **options: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == number and not answered:
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(self, *args, **options)
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    Transport.perform_request = perform_request  # type: ignore[method-assign]
