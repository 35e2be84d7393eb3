"""Stored choices of domain.md §3. Values are the office's own codes: people read them in exports."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """Security level, ordered (domain.md §10)."""

    BIASA = 0, _("Ordinary")
    TERBATAS = 1, _("Restricted")
    RAHASIA = 2, _("Secret")
    SANGAT_RAHASIA = 3, _("Top secret")

    @property
    def code(self) -> str:
        """The code that exports and badges show, for example SANGAT_RAHASIA."""
        return self.name

    @property
    def prefix(self) -> str:
        """The letter in front of a letter number: B, T, R or SR (domain.md §8)."""
        return ("B", "T", "R", "SR")[self.value]


class Channel(models.TextChoices):
    POS_BIRO_TU = "POS_BIRO_TU", _("Letter through the Administration Bureau")
    EMAIL_DUMAS = "EMAIL_DUMAS", _("E-mail to the complaints address")
    SITUS_LAPOR = "SITUS_LAPOR", _("SP4N-LAPOR! site")
    EMAIL_PERSURATAN = "EMAIL_PERSURATAN", _("E-mail to the correspondence address")
    LANGSUNG = "LANGSUNG", _("Handed over in person")
    SMS_1708 = "SMS_1708", _("SMS 1708 (LAPOR! only)")
    X_TWITTER = "X_TWITTER", _("X / Twitter (LAPOR! only)")


class Addressee(models.TextChoices):
    PRESIDEN = "PRESIDEN", _("President")
    WAPRES = "WAPRES", _("Vice President")
    MENSESNEG = "MENSESNEG", _("Minister of State Secretariat")


class Classification(models.TextChoices):
    PENGADUAN = "PENGADUAN", _("Complaint")
    ASPIRASI = "ASPIRASI", _("Aspiration")
    PERMINTAAN_INFORMASI = "PERMINTAAN_INFORMASI", _("Request for information")


class Oversight(models.TextChoices):
    BERKADAR_PENGAWASAN = "BERKADAR_PENGAWASAN", _("Oversight content")
    TIDAK_BERKADAR_PENGAWASAN = "TIDAK_BERKADAR_PENGAWASAN", _("No oversight content")


class SlaClass(models.TextChoices):
    """S2: 5, 14 or 60 working days."""

    INFO_NORMATIF_5 = "INFO_NORMATIF_5", _("Information or normative, 5 working days")
    NON_PEMERIKSAAN_14 = "NON_PEMERIKSAAN_14", _("No examination needed, 14 working days")
    PEMERIKSAAN_60 = "PEMERIKSAAN_60", _("Examination in the field, 60 working days")


class Anonymity(models.TextChoices):
    TERBUKA = "TERBUKA", _("Open")
    RAHASIA = "RAHASIA", _("Report kept secret")
    ANONIM = "ANONIM", _("Name hidden")


class ReviewResult(models.TextChoices):
    MEMENUHI_SYARAT = "MEMENUHI_SYARAT", _("Meets the requirements")
    TIDAK_MEMENUHI_SYARAT = "TIDAK_MEMENUHI_SYARAT", _("Does not meet the requirements")
    PERLU_KELENGKAPAN = "PERLU_KELENGKAPAN", _("Needs completing")
    BUKAN_KEWENANGAN = "BUKAN_KEWENANGAN", _("Outside the office's authority")
    DUPLIKAT = "DUPLIKAT", _("Duplicate")


class ReviewFinding(models.TextChoices):
    """What a review may find: a file that lacks something is completed first."""

    MEMENUHI_SYARAT = ReviewResult.MEMENUHI_SYARAT.value, ReviewResult.MEMENUHI_SYARAT.label
    TIDAK_MEMENUHI_SYARAT = ReviewResult.TIDAK_MEMENUHI_SYARAT.value, ReviewResult.TIDAK_MEMENUHI_SYARAT.label
    BUKAN_KEWENANGAN = ReviewResult.BUKAN_KEWENANGAN.value, ReviewResult.BUKAN_KEWENANGAN.label
    DUPLIKAT = ReviewResult.DUPLIKAT.value, ReviewResult.DUPLIKAT.label


class ReviewAdvice(models.TextChoices):
    """What a review recommends (domain.md §4)."""

    SURAT_TL = "SURAT_TL", _("Follow-up letter")
    KOORDINASI = "KOORDINASI", _("Coordination with the institution")
    ARSIP = "ARSIP", _("File without follow-up")


class ReviewState(models.TextChoices):
    """Where a review stands in its chain (W1, W2)."""

    KONSEP = "KONSEP", _("Draft")
    PARAF = "PARAF", _("Being initialled and approved")
    REVISI = "REVISI", _("Under revision")
    DISETUJUI = "DISETUJUI", _("Approved")
    BATAL = "BATAL", _("Void")


class Outcome(models.TextChoices):
    TERBUKTI = "TERBUKTI", _("Proven")
    TIDAK_TERBUKTI = "TIDAK_TERBUKTI", _("Not proven")
    TERBUKTI_SEBAGIAN = "TERBUKTI_SEBAGIAN", _("Partly proven")
    DIJELASKAN = "DIJELASKAN", _("Explained")
    DILIMPAHKAN = "DILIMPAHKAN", _("Handed over")
    DICABUT = "DICABUT", _("Withdrawn")
    TIDAK_DAPAT_DIBUKTIKAN = "TIDAK_DAPAT_DIBUKTIKAN", _("Cannot be proven")


class ComplaintState(models.TextChoices):
    """Life cycle of a complaint (domain.md §6)."""

    DITERIMA = "DITERIMA", _("Received")
    TERCATAT = "TERCATAT", _("Recorded")
    DIDISPOSISI = "DIDISPOSISI", _("Disposed")
    DITELAAH = "DITELAAH", _("Under review")
    MENUNGGU_KELENGKAPAN = "MENUNGGU_KELENGKAPAN", _("Waiting for completion")
    MENUNGGU_ARAHAN = "MENUNGGU_ARAHAN", _("Waiting for direction")
    PENYUSUNAN_TL = "PENYUSUNAN_TL", _("Follow-up being drafted")
    DITERUSKAN = "DITERUSKAN", _("Forwarded")
    DITANGGAPI = "DITANGGAPI", _("Answered by the institution")
    DIPANTAU = "DIPANTAU", _("Being monitored")
    SELESAI = "SELESAI", _("Resolved")
    DIARSIPKAN = "DIARSIPKAN", _("Filed without follow-up")
    DITUTUP = "DITUTUP", _("Closed")
    DICABUT = "DICABUT", _("Withdrawn")


class Urgency(models.TextChoices):
    BIASA = "BIASA", _("Ordinary")
    SEGERA = "SEGERA", _("Urgent")
    SANGAT_SEGERA = "SANGAT_SEGERA", _("Very urgent")


class LetterOrigin(models.TextChoices):
    INTERN = "INTERN", _("From within the ministry")
    EKSTERN = "EKSTERN", _("From outside")


class LetterSeal(models.TextChoices):
    """S4: a closed secret or personal envelope is not opened by the office."""

    TERBUKA = "TERBUKA", _("Open")
    AMPLOP_TERTUTUP_SANGAT_RAHASIA = "AMPLOP_TERTUTUP_SANGAT_RAHASIA", _("Closed envelope, top secret")
    AMPLOP_TERTUTUP_PRIBADI = "AMPLOP_TERTUTUP_PRIBADI", _("Closed envelope, personal")


class LetterNeed(models.TextChoices):
    """S4 B.3: what the leader's office has to do with a letter."""

    TELAAHAN_LANJUT = "TELAAHAN_LANJUT", _("Further study")
    KONSEP_BALASAN = "KONSEP_BALASAN", _("Draft reply")
    AUDIENSI_RAPAT = "AUDIENSI_RAPAT", _("Audience or meeting")
    KEHADIRAN_PIMPINAN = "KEHADIRAN_PIMPINAN", _("Presence of the leader")
    UNDANGAN_RESMI = "UNDANGAN_RESMI", _("Official invitation")
    UNDANGAN_TIDAK_RESMI = "UNDANGAN_TIDAK_RESMI", _("Unofficial invitation")


class IncomingLetterKind(models.TextChoices):
    SURAT = "SURAT", _("Letter")
    MEMORANDUM = "MEMORANDUM", _("Memorandum")


class IncomingLetterState(models.TextChoices):
    DITERIMA = "DITERIMA", _("Received")
    TERSEGEL_DISERAHKAN = "TERSEGEL_DISERAHKAN", _("Handed over sealed")
    DIBUKA = "DIBUKA", _("Opened")
    DICATAT = "DICATAT", _("Recorded")
    MENUNGGU_ARAHAN = "MENUNGGU_ARAHAN", _("Waiting for direction")
    DIDISPOSISI = "DIDISPOSISI", _("Disposed")
    DIPROSES = "DIPROSES", _("In progress")
    SELESAI = "SELESAI", _("Done")
    DIBERKASKAN = "DIBERKASKAN", _("Filed")
    DIKEMBALIKAN = "DIKEMBALIKAN", _("Returned")


class OutgoingType(models.TextChoices):
    """naskah_dinas_type for correspondence and special documents (ANRI 5/2021, to verify with the office)."""

    SURAT_DINAS = "SURAT_DINAS", _("Official letter")
    MEMORANDUM = "MEMORANDUM", _("Memorandum")
    NOTA_DINAS = "NOTA_DINAS", _("Official note")
    SURAT_UNDANGAN_INTERNAL = "SURAT_UNDANGAN_INTERNAL", _("Internal invitation")
    BERITA_ACARA = "BERITA_ACARA", _("Official report")
    SURAT_KETERANGAN = "SURAT_KETERANGAN", _("Certificate")
    SURAT_KUASA = "SURAT_KUASA", _("Power of attorney")
    PENGUMUMAN = "PENGUMUMAN", _("Announcement")
    LAPORAN = "LAPORAN", _("Report")
    TELAAHAN_STAF = "TELAAHAN_STAF", _("Staff study")
    NOTULA = "NOTULA", _("Minutes")


class OutgoingState(models.TextChoices):
    KONSEP = "KONSEP", _("Draft")
    PARAF = "PARAF", _("Being initialled")
    REVISI = "REVISI", _("Under revision")
    MENUNGGU_TTD = "MENUNGGU_TTD", _("Waiting for signature")
    DITANDATANGANI = "DITANDATANGANI", _("Signed")
    BERNOMOR = "BERNOMOR", _("Numbered")
    DIKIRIM = "DIKIRIM", _("Dispatched")
    DITERIMA = "DITERIMA", _("Received")
    DIBERKASKAN = "DIBERKASKAN", _("Filed")
    BATAL = "BATAL", _("Void")


class OnBehalf(models.TextChoices):
    TIDAK = "", _("In own name")
    AN = "AN", _("On behalf of (a.n.)")
    UB = "UB", _("For the attention of (u.b.)")
    PLT = "PLT", _("Acting (plt.)")
    PLH = "PLH", _("Day-to-day substitute (plh.)")


class MonitoringBasis(models.TextChoices):
    """S0 B.1: the work programme, or the database of answered and unanswered letters."""

    PROGRAM_KERJA = "PROGRAM_KERJA", _("Work programme")
    DATABASE = "DATABASE", _("Database of follow-up letters")


class MonitoringMode(models.TextChoices):
    LANGSUNG = "LANGSUNG", _("Direct")
    TIDAK_LANGSUNG = "TIDAK_LANGSUNG", _("Indirect")


class MonitoringPurpose(models.TextChoices):
    RAKOR = "RAKOR", _("Coordination meeting")
    KLARIFIKASI = "KLARIFIKASI", _("Clarification")
    PEMUTAKHIRAN_DATA = "PEMUTAKHIRAN_DATA", _("Updating data")


class MonitoringState(models.TextChoices):
    """Life cycle of a monitoring (domain.md §7)."""

    KONSEP = "KONSEP", _("Draft")
    DIARAHKAN = "DIARAHKAN", _("Directed")
    PERSIAPAN = "PERSIAPAN", _("Being prepared")
    SIAP = "SIAP", _("Ready")
    DIKOORDINASIKAN = "DIKOORDINASIKAN", _("Coordinated")
    DILAKSANAKAN = "DILAKSANAKAN", _("Carried out")
    ANALISIS = "ANALISIS", _("Being analysed")
    LAPORAN_DISAMPAIKAN = "LAPORAN_DISAMPAIKAN", _("Report submitted")
    SELESAI = "SELESAI", _("Completed")
    DIBATALKAN = "DIBATALKAN", _("Called off")


class AccountState(models.TextChoices):
    """Where a financial account stands on its way to the PPK (W7)."""

    KONSEP = "KONSEP", _("Draft")
    DIAJUKAN = "DIAJUKAN", _("Waiting for verification")
    DIVERIFIKASI = "DIVERIFIKASI", _("Verified")
    DIKEMBALIKAN = "DIKEMBALIKAN", _("Returned")
    DITERIMA = "DITERIMA", _("Accepted by the PPK")


class DirectActivity(models.TextChoices):
    DISKUSI = "DISKUSI", _("Discussion")
    KUNJUNGAN_LAPANGAN = "KUNJUNGAN_LAPANGAN", _("Field visit")
    RAKOR_RAKER = "RAKOR_RAKER", _("Coordination or working meeting")
    RAPAT_KONSULTASI = "RAPAT_KONSULTASI", _("Consultation meeting")


class LeaderRank(models.TextChoices):
    """S0 B.2: who leads decides who signs the order."""

    KABID_KE_BAWAH = "KABID_KE_BAWAH", _("Head of division and below")
    ASDEP = "ASDEP", _("Assistant Deputy")


class StandardLayout(models.TextChoices):
    KOMPONEN_14 = "KOMPONEN_14", _("14 components")
    SETNEG_LAMA_S0 = "SETNEG_LAMA_S0", _("Older layout, monitoring standards")
    SETNEG_LAMA_S4 = "SETNEG_LAMA_S4", _("Older layout, leadership services")


class StandardState(models.TextChoices):
    KONSEP = "KONSEP", _("Draft")
    PEMBAHASAN = "PEMBAHASAN", _("Discussion")
    UJI_PUBLIK = "UJI_PUBLIK", _("Public consultation")
    PENETAPAN = "PENETAPAN", _("Being determined")
    BERLAKU = "BERLAKU", _("In force")
    DIEVALUASI = "DIEVALUASI", _("Being evaluated")
    REVISI = "REVISI", _("Under revision")
    DICABUT = "DICABUT", _("Revoked")


class SopShape(models.TextChoices):
    """The five symbols of an SOP flowchart (domain.md §11)."""

    TERMINATOR = "TERMINATOR", _("Begin or end (capsule)")
    PROSES = "PROSES", _("Process (box)")
    KEPUTUSAN = "KEPUTUSAN", _("Decision (diamond)")
    PENGHUBUNG = "PENGHUBUNG", _("Off-page connector (pentagon)")


class EvidenceKind(models.TextChoices):
    DOKUMEN = "DOKUMEN", _("Document")
    FOTO = "FOTO", _("Photograph")
    REKAMAN = "REKAMAN", _("Recording")


class EvidenceValidity(models.TextChoices):
    BELUM = "", _("Not yet validated")
    SESUAI = "SESUAI", _("Matches")
    TIDAK = "TIDAK", _("Does not match")
    RAGU = "RAGU", _("In doubt")


class DispositionInstruction(models.TextChoices):
    """What a disposition orders (F15; the last five are to be verified with the office)."""

    TANGGAPAN_SARAN = "TANGGAPAN_SARAN", _("Comment and advise")
    PROSES_LEBIH_LANJUT = "PROSES_LEBIH_LANJUT", _("Process further")
    KOORDINASI_KONFIRMASI = "KOORDINASI_KONFIRMASI", _("Coordinate and confirm")
    UNTUK_DIKETAHUI = "UNTUK_DIKETAHUI", _("For information")
    SIAPKAN_JAWABAN = "SIAPKAN_JAWABAN", _("Prepare a reply")
    TELAAH = "TELAAH", _("Study")
    WAKILI_HADIR = "WAKILI_HADIR", _("Attend on behalf")
    ARSIPKAN = "ARSIPKAN", _("Put on file")


class DispositionState(models.TextChoices):
    DIBERIKAN = "DIBERIKAN", _("Given")
    DIBACA = "DIBACA", _("Has been read")
    DIKERJAKAN = "DIKERJAKAN", _("In work")
    SELESAI = "SELESAI", _("Done")
    DIKEMBALIKAN = "DIKEMBALIKAN", _("Given back")


class ContactMedium(models.TextChoices):
    """How the office and a complainant speak (S1 A.2.6; letters and LAPOR! besides)."""

    LURING = "LURING", _("In person or by telephone")
    SURAT = "SURAT", _("Letter")
    EMAIL = "EMAIL", _("E-mail")
    WHATSAPP = "WHATSAPP", _("WhatsApp")
    SP4N = "SP4N", _("SP4N-LAPOR!")


class Sp4nStatus(models.TextChoices):
    """How SP4N-LAPOR! names the state of a report; its labels changed between versions."""

    BELUM_TERVERIFIKASI = "BELUM_TERVERIFIKASI", _("Not yet verified")
    BELUM_DITINDAKLANJUTI = "BELUM_DITINDAKLANJUTI", _("Not yet followed up")
    SEDANG_DIPROSES = "SEDANG_DIPROSES", _("Being processed")
    SELESAI = "SELESAI", _("Finished")
    TERTUNDA = "TERTUNDA", _("Suspended")
    BUKAN_KEWENANGAN = "BUKAN_KEWENANGAN", _("Not within the authority")
    DIARSIPKAN = "DIARSIPKAN", _("Filed")


class Sp4nArchiveReason(models.TextChoices):
    """Why a report is filed without follow-up (F4; the last two are the office's own)."""

    FORMAT_SALAH = "FORMAT_SALAH", _("Wrong form")
    TERLALU_UMUM = "TERLALU_UMUM", _("Too general")
    TIDAK_RELEVAN = "TIDAK_RELEVAN", _("Not relevant")
    DUPLIKAT = "DUPLIKAT", _("Duplicate of another case")
    LAINNYA = "LAINNYA", _("Another ground")


class InterventionTrigger(models.TextChoices):
    MONITOR_POINT = "MONITOR_POINT", _("Monitoring point reached")
    TERLAMBAT = "TERLAMBAT", _("Time limit passed")
