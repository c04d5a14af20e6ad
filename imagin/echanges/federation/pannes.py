"""What keeps a partner from answering, as a `Panne` and a sentence: test button, watch and outbox say the same."""

import ssl
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from requests import RequestException, exceptions
from urllib3.exceptions import HTTPError, NameResolutionError, ProtocolError, ReadTimeoutError

from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.rules import PartenaireInjoignable
from imagin.socle.jetons.signature import TOLERANCE

INTROUVABLE = "Le nom « {hote} » est introuvable (DNS) : vérifiez l'adresse, ou l'annuaire de noms de votre serveur."
MUETTE = "{hote}:{port} ne répond pas : le serveur est arrêté, ou un pare-feu ferme le passage."
LENTE = "{hote}:{port} met trop de temps à répondre."
COUPEE = "{hote}:{port} a coupé sa réponse au milieu."
CERTIFICAT = "Le certificat de {hote} n'est pas accepté : {raison}."
SANS_TLS = "{hote}:{port} ne répond pas en HTTPS : vérifiez l'adresse et son port."
HORLOGE = (
    "Son horloge {sens} de {duree} sur la nôtre : mettez les deux serveurs à l'heure (NTP) ; au-delà d'une minute, "
    "les jetons sont refusés."
)
HORLOGE_INCONNUE = (
    "Son horloge n'est pas à l'heure de la nôtre : mettez les deux serveurs à l'heure (NTP) ; au-delà d'une minute, "
    "les jetons sont refusés."
)
AUTRE_CHOSE = "Elle répond autre chose qu'un IMAG'IN : {quoi}."
# What its token endpoint refuses ours for (`serveur`), clocks aside.
REFUS_DE_JETON = {
    "cle": (Panne.CLE, "Elle ne reconnaît pas notre clé : demandez-lui de relever les nôtres."),
    "inconnu": (
        Panne.REFUS,
        (
            "Elle ne nous connaît pas comme partenaire ouvert sous le code « {code} » et l'adresse {nous} : "
            "demandez-lui de nous déclarer."
        ),
    ),
    "destinataire": (
        Panne.REFUS,
        "Elle se connaît sous une autre adresse que {adresse} (son réglage IMAGIN_ADRESSE).",
    ),
    "deja_vu": (Panne.REPONSE, "Elle a reçu deux fois la même demande de jeton : réessayez."),
    "illisible": (Panne.REPONSE, "Elle n'a pas pu lire notre demande de jeton."),
}
# What OpenSSL found wrong with a certificate, by its code.
DEFAUTS = {
    9: "il n'est pas encore valable",
    10: "il est expiré",
    18: "son autorité est inconnue (il est signé par lui-même)",
    19: "son autorité est inconnue",
    20: "son autorité est inconnue",
    21: "son autorité est inconnue, ou sa chaîne est incomplète",
    62: "il est au nom d'un autre serveur",
    64: "il est au nom d'un autre serveur",
}

# The first that an exception is, or wraps.
PANNES: tuple[tuple[tuple[type[Exception], ...], Panne, str], ...] = (
    ((NameResolutionError,), Panne.DNS, INTROUVABLE),
    ((exceptions.ConnectTimeout,), Panne.RESEAU, MUETTE),
    ((exceptions.Timeout, ReadTimeoutError), Panne.RESEAU, LENTE),
    ((exceptions.ChunkedEncodingError, ProtocolError), Panne.RESEAU, COUPEE),
    ((exceptions.ConnectionError,), Panne.RESEAU, MUETTE),
)


class ReponseRefusee(Exception):
    """The partner answered by an HTTP code from 400 on; `motif`: its own words in French, empty when it gave none."""

    def __init__(self, code: int, motif: str = "") -> None:
        self.code, self.motif = code, motif
        super().__init__(motif or AUTRE_CHOSE.format(quoi=f"code {code}"))


def injoignable(panne: Panne, phrase: str, **mots: Any) -> PartenaireInjoignable:
    """That failure, its sentence filled."""
    return PartenaireInjoignable(panne, phrase.format(**mots))


def autre_chose(quoi: str) -> PartenaireInjoignable:
    """An answer that no IMAG'IN gives."""
    return injoignable(Panne.REPONSE, AUTRE_CHOSE, quoi=quoi)


def horloges_decalees(avance: int | None) -> PartenaireInjoignable:
    """Clocks too far apart: the partner's is `avance` seconds ahead of ours, below 0 when it is behind."""
    if avance is None or abs(avance) <= TOLERANCE:
        return PartenaireInjoignable(Panne.HORLOGE, HORLOGE_INCONNUE)
    minutes, secondes = divmod(abs(avance), 60)
    heures, minutes = divmod(minutes, 60)
    duree = f"{heures} h {minutes:02d} min" if heures else f"{minutes} min {secondes:02d} s"
    return injoignable(Panne.HORLOGE, HORLOGE, sens="avance" if avance > 0 else "retarde", duree=duree)


def panne_du_reseau(erreur: RequestException | HTTPError, adresse: str) -> PartenaireInjoignable:
    """What a request that got no answer met."""
    lue = urlsplit(adresse)
    ou = {"hote": lue.hostname, "port": lue.port or (443 if lue.scheme == "https" else 80)}
    causes = [*_causes(erreur)]
    if isinstance(erreur, exceptions.SSLError):
        return _du_certificat(causes, ou)
    for genres, panne, phrase in PANNES:
        if any(isinstance(cause, genres) for cause in causes):
            return injoignable(panne, phrase, **ou)
    return autre_chose("une réponse illisible")


def _du_certificat(causes: list[BaseException], ou: dict[str, Any]) -> PartenaireInjoignable:
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            raison = DEFAUTS.get(cause.verify_code, cause.verify_message)
            return injoignable(Panne.CERTIFICAT, CERTIFICAT, raison=raison, **ou)
    return injoignable(Panne.CERTIFICAT, SANS_TLS, **ou)


def _causes(erreur: BaseException) -> Iterator[BaseException]:
    """The exception and all that it wraps: requests and urllib3 keep what they met in three different places."""
    a_voir, vues = [erreur], set()
    while a_voir:
        vue = a_voir.pop(0)
        if id(vue) in vues:
            continue
        vues.add(id(vue))
        yield vue
        suites = (*vue.args, getattr(vue, "reason", None), vue.__cause__, vue.__context__)
        a_voir += [suite for suite in suites if isinstance(suite, BaseException)]
