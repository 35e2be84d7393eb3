"""A review of a demo case, written by its analyst and brought through its chain."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dumas_docs.actions.add_document import add_document
from dumas_docs.actions.clear_wording import clear_wording
from dumas_docs.enums import ReviewAdvice, ReviewFinding, SlaClass
from dumas_docs.models import Complaint, LinkedRule, Review
from dumas_docs.models.wordings import wording_of
from workflows.engine.acting import step_of
from workflows.engine.submit import hand_in

from .chains import act


def review_case(case: Complaint, *, by: Any, now: datetime) -> Review:
    """Open the words of the case, write the review and let the line of superiors approve it; the case then waits for
    its direction."""
    clear_wording(case=case, wording=wording_of(case), names_nobody=True, by=by, now=now)
    review = Review(
        subject="Telaah atas pengaduan pelayanan", owner=by, result=ReviewFinding.MEMENUHI_SYARAT,
        advice=ReviewAdvice.SURAT_TL, sla_class=SlaClass.NON_PEMERIKSAAN_14,
        issue_statement="<p>Apakah pengaduan ini perlu diteruskan kepada instansi yang berwenang.</p>",
        assumptions="<p>Bukti yang disertakan pengadu sesuai dengan aslinya.</p>",
        findings="<p>Pengaduan ditulis dengan jelas, beralamat, dan disertai bukti pendukung.</p>",
        analysis="<p>Perkaranya menyangkut pelayanan publik dan belum pernah diputus.</p>",
        conclusion="<p>Pengaduan memenuhi syarat untuk ditindaklanjuti.</p>",
        recommendation="<p>Diteruskan kepada instansi yang berwenang dengan permintaan jawaban.</p>",
    )  # fmt: skip
    review.rules_linked = [LinkedRule(name="UU 25/2009 Pasal 36", relevance="Penyelenggara wajib mengelola pengaduan.")]
    add_document(parent=case, document=review, by=by, now=now, live=False)
    hand_in(subject=Review.objects.get(pk=review.pk), by=by)
    while step_of(review) is not None and act(review, but=by.pk, now=now):
        pass
    return Review.objects.get(pk=review.pk)
