import smtplib
import socket
import subprocess
import sys
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

RACINE = Path(__file__).resolve().parents[2]


def port_libre():
    with socket.create_server(("127.0.0.1", 0)) as prise:
        return prise.getsockname()[1]


@contextmanager
def courrier(dossier, *options):
    port = port_libre()
    commande = [sys.executable, "-m", "outils.courrier", "--port", str(port), "--dossier", str(dossier), *options]
    with subprocess.Popen(commande, cwd=RACINE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as processus:
        assert "Courrier reçu sur 127.0.0.1" in processus.stdout.readline()
        try:
            yield port, processus
        finally:
            processus.terminate()
            processus.wait(10)


def convocation():
    message = EmailMessage()
    message["From"] = "ne-pas-repondre@examens.example"
    message["To"], message["Cc"] = "Hélène LE GOFF <h.legoff@ecole.example>", "centre@ecole.example"
    message["Subject"] = "Convocation à l'épreuve « C010 / Mathématiques »"
    message.set_content("Madame,\n\nVous êtes convoquée.\n")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="../LE GOFF_Hélène.pdf")
    return message


def test_un_courriel_recu_se_lit_dans_le_dossier_et_sur_le_terminal(tmp_path):
    with courrier(tmp_path) as (port, processus):
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            smtp.send_message(convocation())
        ligne = processus.stdout.readline()
    assert "pour h.legoff@ecole.example (copie : centre@ecole.example) : Convocation à l'épreuve" in ligne
    noms = sorted(chemin.name for chemin in tmp_path.iterdir())
    assert [nom.split(" 0001 ")[1] for nom in noms] == [
        "h.legoff@ecole.example Convocation a l epreuve C010 Mathematiques - LE GOFF_Helene.pdf",
        "h.legoff@ecole.example Convocation a l epreuve C010 Mathematiques.eml",
        "h.legoff@ecole.example Convocation a l epreuve C010 Mathematiques.txt",
    ]
    texte = (tmp_path / noms[2]).read_text(encoding="utf-8")
    assert "À : Hélène LE GOFF <h.legoff@ecole.example>\nCopie : centre@ecole.example\n" in texte
    assert texte.endswith("\n\nMadame,\n\nVous êtes convoquée.\n")
    assert (tmp_path / noms[0]).read_bytes() == b"%PDF-1.7"


def test_le_dossier_se_lit_dans_un_navigateur(tmp_path):
    page = port_libre()
    with courrier(tmp_path, "--page", str(page)) as (port, processus):
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            smtp.send_message(convocation())
        processus.stdout.readline()
        [texte] = tmp_path.glob("*.txt")
        with urlopen(f"http://127.0.0.1:{page}/{quote(texte.name)}") as reponse:
            assert reponse.headers["Content-Type"] == "text/plain; charset=utf-8"
            assert "Vous êtes convoquée." in reponse.read().decode()


def test_un_port_deja_pris_est_dit_en_une_phrase(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as prise:
        commande = [sys.executable, "-m", "outils.courrier", "--dossier", str(tmp_path), "--port"]
        fin = subprocess.run(
            [*commande, str(prise.getsockname()[1])],
            cwd=RACINE,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
    assert fin.returncode == 1
    assert fin.stderr.startswith("courrier : impossible d'écouter sur 127.0.0.1")
    assert len(fin.stderr.splitlines()) == 1


def test_des_courriels_semblables_gardent_chacun_leurs_fichiers(tmp_path):
    with courrier(tmp_path) as (port, _), smtplib.SMTP("127.0.0.1", port) as smtp:
        for _ in range(20):
            smtp.send_message(convocation())
    assert len(list(tmp_path.glob("*.eml"))) == len(list(tmp_path.glob("*.pdf"))) == 20
