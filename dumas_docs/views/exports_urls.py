"""Addresses of documents out and back."""

from django.urls import path

from . import exports, word_returns

urlpatterns = [
    path("naskah/<int:page_id>/unduh/", exports.download, name="dumas_download"),
    path("naskah/<int:page_id>/dari-word/", word_returns.bring_back, name="dumas_word_return"),
]
