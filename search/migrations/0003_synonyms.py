"""The list of synonyms moves into the database, where people keep it."""

from django.db import migrations, models

# What the office's own letters and mails write in both ways.
FIRST = (
    ("dumas", "pengaduan masyarakat"),
    ("TL", "tindak lanjut"),
    ("mensesneg", "menteri sekretaris negara"),
    ("setneg", "sekretariat negara"),
    ("asdep", "asisten deputi"),
    ("pungli", "pungutan liar"),
    ("ASN", "aparatur sipil negara"),
    ("PNS", "pegawai negeri sipil"),
    ("PHK", "pemutusan hubungan kerja"),
    ("sprin", "surat perintah"),
    ("SOP", "standar operasional prosedur"),
    ("HAM", "hak asasi manusia"),
    ("BPN", "badan pertanahan nasional"),
    ("pemda", "pemerintah daerah"),
    ("pemkab", "pemerintah kabupaten"),
    ("pemkot", "pemerintah kota"),
    ("pemprov", "pemerintah provinsi"),
    ("polri", "kepolisian negara republik indonesia"),
    ("RSUD", "rumah sakit umum daerah"),
    ("UMKM", "usaha mikro kecil dan menengah"),
    # Offices and services
    ("BKN", "badan kepegawaian negara"),
    ("BPJS", "badan penyelenggara jaminan sosial"),
    ("BUMD", "badan usaha milik daerah"),
    ("BUMN", "badan usaha milik negara"),
    ("disdik", "dinas pendidikan"),
    ("dishub", "dinas perhubungan"),
    ("disnaker", "dinas tenaga kerja"),
    ("DLH", "dinas lingkungan hidup"),
    ("IGD", "instalasi gawat darurat"),
    ("kades", "kepala desa"),
    ("KUA", "kantor urusan agama"),
    ("lapas", "lembaga pemasyarakatan"),
    ("polres", "kepolisian resor"),
    ("polsek", "kepolisian sektor"),
    ("puskesmas", "pusat kesehatan masyarakat"),
    ("setda", "sekretariat daerah"),
    # Papers, programmes and matters
    ("bansos", "bantuan sosial"),
    ("BBM", "bahan bakar minyak"),
    ("CPNS", "calon pegawai negeri sipil"),
    ("HGU", "hak guna usaha"),
    ("KTP", "kartu tanda penduduk"),
    ("KUR", "kredit usaha rakyat"),
    ("nakes", "tenaga kesehatan"),
    ("perbup", "peraturan bupati"),
    ("perda", "peraturan daerah"),
    ("PLTU", "pembangkit listrik tenaga uap"),
    ("PPPK", "pegawai pemerintah dengan perjanjian kerja"),
    ("PTSL", "pendaftaran tanah sistematis lengkap"),
    ("SHM", "sertifikat hak milik"),
    ("TKI", "tenaga kerja indonesia"),
    ("TKW", "tenaga kerja wanita"),
    # Provinces
    ("babel", "bangka belitung"),
    ("DIY", "daerah istimewa yogyakarta"),
    ("jabar", "jawa barat"),
    ("jateng", "jawa tengah"),
    ("jatim", "jawa timur"),
    ("kalbar", "kalimantan barat"),
    ("kalsel", "kalimantan selatan"),
    ("kaltara", "kalimantan utara"),
    ("kalteng", "kalimantan tengah"),
    ("kaltim", "kalimantan timur"),
    ("kepri", "kepulauan riau"),
    ("malut", "maluku utara"),
    ("NTB", "nusa tenggara barat"),
    ("NTT", "nusa tenggara timur"),
    ("sulbar", "sulawesi barat"),
    ("sulsel", "sulawesi selatan"),
    ("sulteng", "sulawesi tengah"),
    ("sultra", "sulawesi tenggara"),
    ("sulut", "sulawesi utara"),
    ("sumbar", "sumatera barat"),
    ("sumsel", "sumatera selatan"),
    ("sumut", "sumatera utara"),
    # Words that letters of the public and of offices use for the same thing
    ("aparatur", "pegawai"),
    ("developer", "pengembang"),
    ("guru", "pengajar"),
    ("karyawan", "pekerja"),
    ("lelang", "tender"),
    ("murid", "siswa"),
    ("sopir", "supir"),
    ("surel", "email"),
    ("tanah adat", "tanah ulayat"),
    ("waduk", "bendungan"),
    ("wafat", "meninggal"),
)


def add_synonyms(apps, schema_editor):
    model = apps.get_model("dumas_search", "Synonym")
    model.objects.bulk_create(model(short=short, long=long) for short, long in FIRST)


class Migration(migrations.Migration):
    dependencies = [
        ("dumas_search", "0002_outbox_by_engine"),
    ]

    operations = [
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "short",
                    models.CharField(
                        help_text="As people type it, for example dumas.", max_length=60, verbose_name="short form"
                    ),
                ),
                (
                    "long",
                    models.CharField(
                        help_text="What it stands for, for example pengaduan masyarakat.",
                        max_length=200,
                        verbose_name="long form",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="For colleagues: where it is used. No names of persons.",
                        max_length=200,
                        verbose_name="note",
                    ),
                ),
            ],
            options={
                "verbose_name": "synonym",
                "verbose_name_plural": "synonyms",
                "ordering": ["short", "pk"],
            },
        ),
        migrations.RunPython(add_synonyms, migrations.RunPython.noop),
    ]
