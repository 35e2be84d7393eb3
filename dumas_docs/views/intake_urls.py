"""Addresses of the registration desk and of what intake keeps beside a case."""

from django.urls import path

from . import intake, quoted

urlpatterns = [
    path("daftar/", intake.register, name="dumas_intake"),
    path("daftar/petunjuk/", intake.hints, name="dumas_intake_hints"),
    path("daftar/<str:token>/", intake.done, name="dumas_intake_done"),
    path("daftar/<str:token>/tanda-terima/", intake.done_receipt, name="dumas_intake_receipt"),
    path("naskah/<int:page_id>/tanda-terima/", intake.receipt, name="dumas_receipt"),
    path("naskah/<int:page_id>/asli/", intake.original, name="dumas_original"),
    path("naskah/<int:page_id>/usul/<int:pk>/", intake.decide, name="dumas_relation_decide"),
    path("naskah/<int:page_id>/kutipan/<int:pk>/", quoted.decide_quoted, name="dumas_quote_decide"),
]
