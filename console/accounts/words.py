"""The words of signing in and of what stands around every private page; a test holds that none is missing."""

from __future__ import annotations

from exports.words import Pair
from store.accounts import Role

DESK: dict[str, Pair] = {
    "signed_in": ("Aangemeld als", "Signed in as"),
    "by_link": ("Besloten link van", "Private link of"),
    "sign_out": ("Afmelden", "Sign out"),
    "password": ("Wachtwoord", "Password"),
    "nav": ("Besloten deel", "Private part"),
    "pages": ("Pagina's", "Pages"),
}
"""Around every private page: `d` in templates."""
NAV: dict[Role, list[tuple[Pair, Pair]]] = {
    "staff": [
        (("/beheer", "/en/manage"), ("Beheer", "Manage")),
        (("/analyse", "/en/analysis"), ("Analyse", "Analysis")),
        (("/beheer/toegang", "/en/manage/access"), ("Toegang", "Access")),
        (("/beheer/logboek", "/en/manage/log"), ("Logboek", "Log")),
    ],
    "analyst": [(("/analyse", "/en/analysis"), ("Analyse", "Analysis"))],
    "provider": [(("/aanbieder/{provider}", "/en/provider/{provider}"), ("Mijn aanbod", "My courses"))],
}
"""Role to the pages in its navigation: addresses and names."""
REFUSED: dict[str, Pair] = {
    "role": ("Deze pagina is niet voor u bestemd.", "This page is not meant for you."),
    "csrf": (
        "Dit formulier is verlopen. Ga terug, herlaad de pagina en probeer het opnieuw; er is niets gewijzigd.",
        "This form has expired. Go back, reload the page and try again; nothing was changed.",
    ),
    "often": (
        "Dit gebeurde te vaak achter elkaar. Wacht een paar minuten en probeer het opnieuw.",
        "This was done too often in a row. Wait a few minutes and try again.",
    ),
    "store": (
        "De gegevens zijn nu niet te bereiken. Het openbare loket werkt door.",
        "The data can't be reached now. The public desk goes on working.",
    ),
    "closed": (
        "Het besloten deel is dicht: de database kan niet worden geopend. Het openbare loket werkt door.",
        "The private part is closed: the database can't be opened. The public desk goes on working.",
    ),
    "body": ("Er werd te veel of iets onleesbaars verstuurd.", "Too much was sent, or something unreadable."),
    "link": (
        "Deze besloten link geldt niet (meer). Vraag het loket om een nieuwe.",
        "This private link is not valid (any more). Ask the desk for a new one.",
    ),
}
"""Why there is no other page."""
REFUSED_TITLE: Pair = ("Dat kan niet", "That can't be done")
SIGN_IN: dict[str, Pair] = {
    "title": ("Aanmelden", "Sign in"),
    "intro": (
        "Voor medewerkers en analisten van het loket. Aanbieders gebruiken de besloten link die zij van het loket "
        "kregen.",
        "For the desk's staff and analysts. Providers use the private link that the desk gave them.",
    ),
    "name": ("Naam", "Name"),
    "password": ("Wachtwoord", "Password"),
    "go": ("Aanmelden", "Sign in"),
    "wrong": (
        "Naam en wachtwoord horen niet bij elkaar, of het account is gesloten.",
        "Name and password do not belong together, or the account is closed.",
    ),
    "none": (
        "Er is nog geen account. Maak het eerste op de server:",
        "There is no account yet. Make the first on the server:",
    ),
}
PASSWORD: dict[str, Pair] = {
    "title": ("Wachtwoord wijzigen", "Change your password"),
    "intro": (
        "Kies twaalf tekens of meer; een zin van een paar woorden is goed te onthouden. Op andere apparaten wordt u "
        "afgemeld.",
        "Choose twelve characters or more; a sentence of a few words is easy to remember. You are signed out on other "
        "devices.",
    ),
    "old_label": ("Huidig wachtwoord", "Present password"),
    "new_label": ("Nieuw wachtwoord", "New password"),
    "again_label": ("Nieuw wachtwoord, nog eens", "New password, once more"),
    "go": ("Wijzigen", "Change"),
    "done": ("Uw wachtwoord is gewijzigd.", "Your password was changed."),
    "old": ("Het huidige wachtwoord klopt niet.", "The present password is not right."),
    "again": ("De twee nieuwe wachtwoorden verschillen.", "The two new passwords differ."),
    "weak": (
        "Dat wachtwoord is te kort, te eentonig of van uw naam gemaakt.",
        "That password is too short, too monotonous or made of your name.",
    ),
}
LOG: dict[str, Pair] = {
    "title": ("Logboek", "Log"),
    "intro": (
        "Wat er in het besloten deel is gedaan, het nieuwste eerst. Tijden in Nederland.",
        "What was done in the private part, the newest first. Times in the Netherlands.",
    ),
    "at": ("Wanneer", "When"),
    "who": ("Wie", "Who"),
    "what": ("Wat", "What"),
    "subject": ("Waarover", "About what"),
    "outcome": ("Uitkomst", "Outcome"),
    "older": ("Ouder", "Older"),
    "newest": ("Naar het nieuwste", "To the newest"),
    "none": ("Er is nog niets gedaan.", "Nothing was done yet."),
    "done": ("gedaan", "done"),
    "refused": ("geweigerd", "refused"),
    "failed": ("mislukt", "failed"),
}
DEEDS: dict[str, Pair] = {
    "sign-in": ("aanmelden", "sign in"),
    "add": ("account gemaakt", "account made"),
    "password": ("wachtwoord vervangen", "password replaced"),
    "disable": ("account gesloten", "account closed"),
    "open": ("account heropend", "account opened again"),
    "link": ("besloten link gemaakt", "private link made"),
    "end link": ("besloten link beëindigd", "private link ended"),
}
"""What was done that is no address."""
ROLES: dict[str, Pair] = {
    "staff": ("medewerker", "staff"),
    "analyst": ("analist", "analyst"),
    "provider": ("aanbieder", "provider"),
}
ACCESS: dict[str, Pair] = {
    "title": ("Toegang", "Access"),
    "intro": (
        "Wie het besloten deel in mag. Medewerkers zien en doen alles, analisten zien de cijfers, aanbieders de eigen "
        "pagina's.",
        "Who may come into the private part. Staff see and do everything, analysts see the figures, providers their "
        "own pages.",
    ),
    "accounts": ("Accounts", "Accounts"),
    "name": ("Naam", "Name"),
    "role": ("Rol", "Role"),
    "since": ("Sinds", "Since"),
    "deeds": ("Doen", "Do"),
    "is_closed": ("gesloten", "closed"),
    "own_password": ("Eigen wachtwoord wijzigen", "Change your own password"),
    "give_password": ("Nieuw wachtwoord", "New password"),
    "open": ("Heropenen", "Open again"),
    "close": ("Sluiten", "Close"),
    "add_title": ("Account toevoegen", "Add an account"),
    "whose": ("Van aanbieder", "Of provider"),
    "add": ("Toevoegen", "Add"),
    "add_help": (
        "Het loket maakt een wachtwoord en toont het één keer. Kies een aanbieder alleen bij de rol aanbieder.",
        "The desk makes a password and shows it once. Choose a provider for the role provider only.",
    ),
    "links": ("Besloten links van aanbieders", "Providers' private links"),
    "links_intro": (
        "Wie de link heeft, ziet de pagina's van die aanbieder en kan voorstellen doen. Een nieuwe link beëindigt "
        "de vorige. Stuur hem aan één persoon.",
        "Who has the link sees that provider's pages and can make proposals. A new link ends the one before. Send it "
        "to one person.",
    ),
    "provider": ("Aanbieder", "Provider"),
    "link": ("Link", "Link"),
    "made_on": ("gemaakt op", "made on"),
    "no_link": ("geen", "none"),
    "make": ("Link maken", "Make a link"),
    "replace": ("Nieuwe link", "New link"),
    "end": ("Beëindigen", "End"),
    "no_providers": ("Het register noemt geen aanbieders.", "The registry names no providers."),
    "added": (
        "Het account is gemaakt. Geef dit wachtwoord door; het wordt niet nog eens getoond:",
        "The account was made. Pass this password on; it is not shown again:",
    ),
    "new_password": (
        "Het wachtwoord is vervangen, en wie zo was aangemeld is afgemeld. Het nieuwe wordt niet nog eens getoond:",
        "The password was replaced, and who was signed in so is signed out. The new one is not shown again:",
    ),
    "closed": ("Het account is gesloten en afgemeld.", "The account is closed and signed out."),
    "opened": ("Het account is weer open.", "The account is open again."),
    "new_link": (
        "Dit is de besloten link. Hij wordt niet nog eens getoond, en de vorige geldt niet meer:",
        "This is the private link. It is not shown again, and the one before no longer holds:",
    ),
    "ended": ("De besloten link is beëindigd.", "The private link is ended."),
    "bad_name": (
        "Die naam kan niet: één tot honderd tekens, en niet beginnend met 'link '.",
        "That name can't be: one to a hundred characters, not beginning with 'link '.",
    ),
    "bad_role": (
        "Kies een rol, en een aanbieder alleen bij de rol aanbieder.",
        "Choose a role, and a provider for the role provider only.",
    ),
    "taken": ("Die naam is al in gebruik.", "That name is taken."),
    "own": ("Uw eigen account wijzigt u hier niet.", "You do not change your own account here."),
    "not_done": ("Dat ging niet; er is niets gewijzigd.", "That could not be done; nothing was changed."),
}
