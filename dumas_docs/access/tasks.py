"""Background tasks act as the system: an index row must not depend on who happened to save."""

from __future__ import annotations

from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResult

from .scope import system_scope


class SystemImmediateBackend(ImmediateBackend):
    """Runs a task at once, outside of the scope of the request that enqueued it."""

    def _execute_task(self, task_result: TaskResult) -> None:
        with system_scope(f"task {task_result.task.module_path}"):
            super()._execute_task(task_result)
