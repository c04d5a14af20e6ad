from email import message_from_bytes, message_from_string, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

from hypothesis import given, settings
from hypothesis import strategies as st

from imagin.socle.envois.adresses import adresse_nommee, une_ligne
from imagin.socle.envois.message import composer_courriel, nom_de_piece
from imagin.socle.envois.models import Envoi

CORPS = "Madame,\n\nVous êtes convoquée à l'épreuve « œuvre ».\n.\n..point\nFrom ici.\n"


def lettre(**champs):
    defauts = {
        "destinataire": "a@b.fr",
        "sujet": "Convocation",
        "corps": CORPS,
        "message_id": "<envoi-0@examens.example>",
    }
    return Envoi(**{**defauts, **champs})


def texte(partie):
    return partie.get_content().replace("\r\n", "\n")


def relire(octets):
    return message_from_bytes(octets, policy=policy.default)


def test_un_courriel_porte_les_entetes_attendus(settings):
    settings.IMAGIN_EXPEDITEUR = "IMAG'IN, académie de Toulouse <ne-pas-repondre@examens.example>"
    message = relire(composer_courriel(lettre(repondre_a="Centre <c@b.fr>"), [], copie="Centre <c@b.fr>"))
    assert message["From"] == '"IMAG\'IN, académie de Toulouse" <ne-pas-repondre@examens.example>'
    assert [message[nom] for nom in ("To", "Cc", "Reply-To")] == ["a@b.fr", "Centre <c@b.fr>", "Centre <c@b.fr>"]
    assert message["Message-ID"] == "<envoi-0@examens.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime.utcoffset() is not None
    assert texte(message) == CORPS


def test_la_piece_jointe_est_un_pdf_nomme_avec_ses_accents():
    message = relire(composer_courriel(lettre(), [("LE GOFF_Hélène.pdf", b"%PDF-1.7")]))
    [piece] = message.iter_attachments()
    assert (piece.get_filename(), piece.get_content_type()) == ("LE GOFF_Hélène.pdf", "application/pdf")
    assert piece.get_content() == b"%PDF-1.7"
    assert texte(message.get_body()) == CORPS


def test_un_nom_de_piece_convient_a_tous_les_systemes():
    assert nom_de_piece('../D"UP:ONT\r\n_Jean.pdf') == "_D_UP_ONT _Jean.pdf"
    assert nom_de_piece(" .. ") == "document.pdf"


def decoder(entete):
    """What a mail reader makes of encoded words; the standard library's newer parser adds spaces between them."""
    return str(make_header(decode_header(entete)))


@settings(deadline=None)
@given(nom=st.text(max_size=80), sujet=st.text(max_size=200), fichier=st.text(max_size=60))
def test_aucun_nom_ni_sujet_ne_fait_un_entete_de_plus(nom, sujet, fichier):
    octets = composer_courriel(lettre(destinataire=adresse_nommee(nom, "a@b.fr"), sujet=sujet), [(fichier, b"x")])
    message = message_from_string(octets.decode("ascii"), policy=policy.compat32)
    assert set(message.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language"),
        *("MIME-Version", "Content-Type"),
    }
    lu, adresse = parseaddr(message["To"])
    assert (decoder(lu), adresse) == (une_ligne(nom), "a@b.fr")
    assert decoder(message["Subject"]) == une_ligne(sujet)
    assert max(len(ligne) for ligne in octets.splitlines()) <= 78


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n.\t"), max_size=3_000))
def test_tout_corps_arrive_tel_qu_il_est_ecrit(corps):
    recu = texte(relire(composer_courriel(lettre(corps=corps), [])))
    assert recu.removesuffix("\n") == corps.removesuffix("\n")
