"""Addresses of dispositions, below the document they are about."""

from django.urls import path

from . import dispositions

urlpatterns = [
    path("naskah/<int:page_id>/disposisi/", dispositions.tree, name="dumas_dispositions"),
    path("naskah/<int:page_id>/disposisi/beri/", dispositions.give, name="dumas_disposition_give"),
    path("naskah/<int:page_id>/disposisi/<int:pk>/<slug:deed>/", dispositions.act, name="dumas_disposition_act"),
]
