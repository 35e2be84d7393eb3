"""Addresses of documents out and back."""

from django.urls import path

from . import exports

urlpatterns = [
    path("naskah/<int:page_id>/unduh/", exports.download, name="dumas_download"),
]
