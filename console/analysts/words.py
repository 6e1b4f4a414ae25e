"""The words of the analysts' pages, Dutch and English side by side. A test holds that none is missing or unused."""

from __future__ import annotations

from exports.words import Pair

TAB_WORDS: dict[str, Pair] = {
    "coverage": ("Dekking", "Coverage"),
    "supply": ("Aanbod", "Supply"),
    "overlap": ("Overlap", "Overlap"),
    "demand": ("Vraag en aanbod", "Demand and supply"),
}
WORDS: dict[str, Pair] = {
    "title": ("Analyse", "Analysis"),
    "tabs": ("Onderdelen van de analyse", "Parts of the analysis"),
    "coverage_intro": (
        "Wat het loket bij elke aanbieder vindt en publiceert, hoeveel daarvan te vergelijken is en hoe vers het is.",
        "What the desk finds and publishes at each provider, how much of it can be compared, and how fresh it is.",
    ),
    "supply_intro": (
        "Waarover er iets te leren is, wat het kost, hoe lang het duurt en op welk niveau. Wat voorbij of vervallen "
        "is, telt hier niet mee.",
        "What there is to learn about, what it costs, how long it takes and at which level. What is past or "
        "withdrawn does not count here.",
    ),
    "overlap_intro": (
        "Waar aanbieders hetzelfde doen: cursussen die op meer dan één site staan, en onderwerpen die meer dan één "
        "aanbieder geeft.",
        "Where providers do the same: courses that stand on more than one site, and topics that more than one "
        "provider teaches.",
    ),
    "demand_intro": (
        "Waar mensen op het park om vragen, naast wat er voor hen is. Upload een lijst van behoeften: per regel een "
        "onderwerp en hoeveel mensen erom vragen.",
        "What people on the park ask for, beside what there is for them. Upload a list of needs: on each line a "
        "topic and how many people ask for it.",
    ),
    "no_runs": (
        "Er is nog niets bezocht. De figuren verschijnen na het eerste bezoek (lloket refresh, of Beheer).",
        "Nothing was visited yet. The figures appear after the first visit (lloket refresh, or Manage).",
    ),
    "over_time": ("Door de tijd", "Over time"),
    "all_providers": ("alle aanbieders samen", "all providers together"),
    "whose": ("Aanbieder", "Provider"),
    "show": ("Toon", "Show"),
    "as_table": ("De cijfers als tabel", "The numbers as a table"),
    "view": ("SQL-view", "SQL view"),
    "shown_columns": ("Kleuren", "Colours"),
    "alt": ("Grafiek. De cijfers staan in de tabel eronder.", "Chart. Its numbers are in the table below."),
    "upload": ("Behoeften uploaden", "Upload needs"),
    "upload_again": ("Andere behoeften uploaden", "Upload other needs"),
    "upload_help": (
        "Een CSV-bestand met de kolommen onderwerp, aantal en (als u wilt) toelichting; hooguit 1 MB en 5.000 regels. "
        "Een onderwerp mag een naam of code uit de onderwerpenlijst zijn, of eigen woorden. Het bestand vervangt de "
        "vorige behoeften, en alleen als elke regel klopt.",
        "A CSV file with the columns topic, number and (if you wish) note; at most 1 MB and 5,000 lines. A topic may "
        "be a name or a code of the topic list, or words of your own. The file replaces the needs before it, and only "
        "if every line is right.",
    ),
    "file": ("CSV-bestand", "CSV file"),
    "send": ("Uploaden", "Upload"),
    "template": ("Leeg bestand om in te vullen", "Empty file to fill in"),
    "download": ("Deze behoeften als CSV", "These needs as CSV"),
    "none_uploaded": (
        "Er zijn nog geen behoeften geüpload. Haal het lege bestand op, vul in hoeveel mensen om een onderwerp vragen "
        "en upload het.",
        "No needs were uploaded yet. Download the empty file, fill in how many people ask for a topic and upload it.",
    ),
    "uploaded": ("{lines} regels van {who}, {when}", "{lines} lines by {who}, {when}"),
    "saved": ("De behoeften zijn opgenomen.", "The needs were taken in."),
    "named": ("De onderwerpen zijn bewaard.", "The topics were saved."),
    "refused": (
        "Er is niets opgenomen; de vorige behoeften staan er nog.",
        "Nothing was taken in; the needs before are still there.",
    ),
    "wrong_title": ("{number} regels kloppen niet", "{number} lines are not right"),
    "wrong_one": ("Eén regel klopt niet", "One line is not right"),
    "wrong_more": ("En nog {number} andere.", "And {number} more."),
    "line": ("Regel", "Line"),
    "unknown_title": ("Niet herkend", "Not recognised"),
    "unknown_help": (
        "Bij deze woorden past geen onderwerp van de lijst. Ze blijven bewaard, maar staan niet in de grafiek. Kies "
        "zelf een onderwerp, of laat het zo: dan is er geen aanbod over.",
        "No topic of the list fits these words. They are kept but are not in the chart. Choose a topic yourself, or "
        "leave it so: then there is no supply on it.",
    ),
    "needs_title": ("Alle behoeften", "All needs"),
    "words": ("In eigen woorden", "In their own words"),
    "topic": ("Onderwerp", "Topic"),
    "asked": ("Gevraagd", "Asked for"),
    "note": ("Toelichting", "Note"),
    "no_topic": ("geen onderwerp", "no topic"),
    "save": ("Bewaren", "Save"),
    "group": ("Plaatsen per uitvoering", "Places a run"),
    "recount": ("Reken opnieuw", "Count again"),
}
"""`t` in templates."""
CAUSES: dict[str, Pair] = {
    "no_topic": ("er staat geen onderwerp", "there is no topic"),
    "long_topic": (
        "het onderwerp telt {value} tekens; 200 is het meeste",
        "the topic has {value} characters; 200 is the most",
    ),
    "long_note": (
        "de toelichting telt {value} tekens; 1.000 is het meeste",
        "the note has {value} characters; 1,000 is the most",
    ),
    "no_number": ("er staat geen aantal", "there is no number"),
    "not_number": ("“{value}” is geen aantal", "“{value}” is no number"),
    "not_whole": ("“{value}” is geen heel aantal mensen", "“{value}” is no whole number of people"),
    "too_small": (
        "“{value}” is te weinig: het aantal is ten minste 1",
        "“{value}” is too few: the number is 1 at least",
    ),
    "too_large": (
        "“{value}” is te veel: het aantal is hooguit 1.000.000",
        "“{value}” is too many: the number is 1,000,000 at most",
    ),
}
"""Why a line can't be used."""
REFUSALS: dict[str, Pair] = {
    "empty": (
        "Het bestand bevat geen behoeften: nergens staat een aantal.",
        "The file holds no needs: there is no number in it.",
    ),
    "workbook": (
        "Dit is een werkmap (Excel, LibreOffice). Bewaar het blad als CSV en upload dat.",
        "This is a workbook (Excel, LibreOffice). Save the sheet as CSV and upload that.",
    ),
    "not_text": ("Dit is geen CSV-bestand.", "This is no CSV file."),
    "no_columns": (
        "De eerste regel noemt de kolommen onderwerp en aantal niet.",
        "The first line does not name the columns topic and number.",
    ),
    "too_many": ("Het bestand telt meer dan 5.000 regels.", "The file has more than 5,000 lines."),
    "no_file": ("Kies eerst een bestand.", "Choose a file first."),
}
"""Why a file can't be used."""
