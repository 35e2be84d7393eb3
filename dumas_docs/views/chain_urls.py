"""Addresses of approval chains and of time limits."""

from django.urls import path

from . import chains, deadlines, workload

urlpatterns = [
    path("tugas/", chains.tasks, name="dumas_tasks"),
    path("tugas/paraf/", chains.initial_many, name="dumas_initial_many"),
    path("naskah/<int:page_id>/rantai/", chains.chain, name="dumas_chain"),
    path("tenggat/", deadlines.board, name="dumas_deadlines"),
    path("naskah/<int:page_id>/tenggat/", deadlines.case_limits, name="dumas_case_limits"),
    path("beban-kerja/", workload.of_unit, name="dumas_workload"),
    path("periksa/", chains.check_signature, name="dumas_check_signature"),
]
