"""Addresses of approval chains."""

from django.urls import path

from . import chains

urlpatterns = [
    path("tugas/", chains.tasks, name="dumas_tasks"),
    path("tugas/paraf/", chains.initial_many, name="dumas_initial_many"),
    path("naskah/<int:page_id>/rantai/", chains.chain, name="dumas_chain"),
    path("periksa/", chains.check_signature, name="dumas_check_signature"),
]
