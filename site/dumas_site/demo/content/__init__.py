"""Data of the demo office. Everything is invented: persons, numbers, companies, regencies and villages.

The loader reads these files; texts are plain (no HTML), dates ISO, levels and states the office's codes (enums.py).

people.json
    units      code, name, letter_code (as in letter numbers), parent (code, or null); parents come first
    positions  code, title, unit (code), role_code (domain.md §2), rank_group (workflows RankGroup)
    people     username, full_name, nip, email, try (one sentence: what to do in the demo),
               appointments: position, kind (DEFINITIF, PLT, PLH), starts_on, ends_on (null: open), decree_no;
               or starts_in, ends_in: days from today, set anew whenever the demo starts. "try" may name {last_day} and
               {shared_until}
folders.json
    folders    path (slugs from the root of the archive), title, unit, purpose (FolderPurpose), level, inherits,
               description, grants: position, role (dumas_docs.access.roles), reason; parents come first
cases.json
    cases      file and message_id of a sample mail; issue_codes, classification, level, regency and province (as an
               official would enter them); handler (username to whom the case is assigned, or null);
               related_file (the earlier mail it continues or repeats, or null); state (optional: how far it has come)
letters.json
    letters    of the leaders' register: subject, sender, sender_no, addressee (a position's title), kind, urgency,
               seal, level, days_ago (received that long before the demo was made), body
standard_handling.json, standard_monitoring.json, standard_leadership.json: one service standard each
    slug, title, layout (StandardLayout), unit, level, is_public, annex,
    state      BERLAKU is published; KONSEP stays a draft (its empty components refuse publication)
    decree     kind, issued_by, number, about, place, date; null when not yet determined
    signatory  position, person (username)
    components fourteen keys in the order of PermenPANRB 15/2014, each a list of lines (empty list: not filled):
               persyaratan, prosedur, waktu_pelayanan, biaya, produk, pengelolaan_pengaduan, dasar_hukum, sarana,
               kompetensi, pengawasan, jumlah_pelaksana, jaminan_pelayanan, jaminan_keamanan, evaluasi_kinerja
    sections   older layouts only: part (KESATU, KEDUA), letter, title, lines
sop_sp4n.json: one SOP
    slug, title, kind (MAKRO), unit, level, is_public, state, header (number, created_on, revision_no, revised_on,
    effective_on, approved_by: position, person, rank; name)
    legal_basis, qualifications, related, equipment, description, parties, forms, outputs: lists of lines
    warning, recording: text; day_minutes: office minutes of one working day; actors: columns of the flow table
    flow       rows: no, activity, actor, shape (SopShape), requirement, minutes_min, minutes (standard time),
               time_text, output, next: to (row number), label (Ya/Tidak at a decision)
"""
