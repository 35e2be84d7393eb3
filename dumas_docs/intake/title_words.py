"""Words that stand before the name of a person: titles, ranks, offices, kinship, labels."""

import re

KIN = (
    r"ibu|bapak|ayah|suami|istri|isteri|anak|kakak|adik|paman|bibi|orang tua|mertua|bayi|keponakan|cucu|menantu|ipar|"
    r"besan|sepupu|nenek|kakek|rekan|teman|kawan|sahabat|tetangga|atasan|bawahan|majikan|klien|pacar|tunangan|"
    r"almarhum\w*"
)
HONORIFIC = (
    r"Ibu|Bapak|Pak|Bu|Bpk\.?|Sdr\.?|Sdri\.?|Saudara|Saudari|Sodara|Ny\.|Nyonya|Tn\.|Tuan|Nn\.|Nona|Almarhum|"
    r"Almarhumah|Alm\.|Almh\."
)
CALLED = (
    r"mas|mbak|mba|mbah|mbok|kang|teh|teteh|cak|bang|abang|uda|daeng|dg|om|tante|pakde|bude|paklik|bulik|ning|gus|"
    r"bli|ustad[zh]?|ustaz|ustad[zh]?ah|ustazah|kiai|kyai|kh|k\.h|hj|habib|tgk|tengku|pendeta|pdt|romo|"
    r"pastor|suster|bruder|bapa|mama|pace|mace|kaka|koh|encik|abu|jro|inang|amang|nai|opung|ompung|haji|hajjah|"
    r"lik|wak|tgh|drs?|dra|drg|ir|prof|apt|ns|mr|mrs|ms"
)
RANKS = (
    r"bhara[dt]a|bharatu|bripda|briptu|brigpol|brigadir|brigpda|bripka|aipda|aiptu|ipda|iptu|akp|kompol|akbp|"
    r"kombes(?: pol)?|brigjen|irjen|komjen|prada|pratu|praka|kopda|koptu|kopka|serda|sertu|serka|serma|pelda|"
    r"peltu|letda|lettu|kapten|mayor|letkol|kolonel|mayjen|letjen|jenderal|sersan|kopral|letnan"
)
# Behind these stands a name more often than a place or a unit.
OFFICE = (
    r"camat|lurah|kades|kadus|kasi|kasie|kasubag|kasubbag|kasubsi|kaur|kabid|kabag|kadis|kapolsek|kanit|sekdes|"
    r"sekcam|sekda|danramil|babinsa|bhabinkamtibmas|bayan|carik|modin|jogoboyo|keuchik|geuchik|penghulu|bidan|"
    r"mantri|perawat|dokter|hakim|jaksa|penyidik|notaris|pengacara|advokat|ajudan|mandor|satpam|calo|oknum|sopir|"
    r"supir|petugas|operator|dosen|guru|pelaku|korban|saksi|tersangka|terdakwa|terlapor|pelapor|pengadu|kasun|"
    r"juragan|makelar|rentenir|pengawas"
)
LABEL = (
    r"petugas|pic|saksi|cp|contact person|narahubung|nara hubung|kontak|penanggung ?jawab|pengirim|penerima|"
    r"operator|pendamping|pelaku|korban|ketua|sekretaris|bendahara|koordinator|admin|pelapor|pengadu|terlapor|"
    r"teradu|pemohon|tersangka|pewawancara|pencatat|disusun oleh|ditulis oleh|dibuat oleh|u\.?p|attn|"
    r"hormat (?:saya|kami)|ttd|mengetahui|kepada|untuk|to|cc|tembusan"
)
BERNAMA = (
    r"bernama|dipanggil|(?:nama )?panggilan(?:nya| saya| akrab(?:nya)?)?|panggil(?: saja| saya)?|disapa|"
    r"sebut saja|(?:kami|saya) sebut|atas nama|a\.?\s?n\.?|alias|a\.k\.a\.?|aka|yaitu|yakni|nama (?:asli|kecil|"
    r"lengkap)(?: saya|nya)?"
)
# What stands where a name would, and is none.
OFFICES = re.compile(
    r"^(?:presiden|wakil|wapres|menteri|mensesneg|gubernur|bupati|wali\w*|camat|lurah|kepala|ketua|sekretaris|bendahara"
    r"|direktur|deputi|asisten|dirjen|jenderal|kapol\w*|kajari|jaksa|hakim|polisi|dokter|guru|rektor|kades|kadis|rt|rw"
    r"|dan|atau|yang|petugas|pimpinan|pejabat|anggota|staf|sekalian|semua|tersebut|ibu|bapak|pak|bu|koordinator"
    r"|pengurus|negara|kota|desa|dinas|tk[iw])$",
    re.IGNORECASE,
)
