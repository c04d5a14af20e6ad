"""The same letter by WeasyPrint: same texts, fonts, blocks, tagging; the reference of `bench.lettres`."""

import logging
from functools import cache
from html import escape
from typing import Any

from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from imagin.socle.documents.caracteres import POLICES

for journal in ("weasyprint", "fontTools"):
    logging.getLogger(journal).setLevel(logging.ERROR)

STYLE = """
@font-face { font-family: S3; src: url(POLICES/SourceSans3-Regular.otf); }
@font-face { font-family: S3; src: url(POLICES/SourceSans3-Semibold.otf); font-weight: 600; }
@page { size: A4; margin: 17mm 20mm 20mm 22mm;
  @bottom-left { content: string(pied); font: 8.5pt S3; color: #4a5670; }
  @bottom-right { content: "Page " counter(page) " / " counter(pages); font: 8.5pt S3; color: #4a5670; } }
body { font: 10.5pt/1.25 S3; color: #16203a; }
h1 { font-size: 10.5pt; margin: 6mm 0 5mm; } b, dd b, h1 { font-weight: 600; }
.pied { string-set: pied content(); height: 0; overflow: hidden; }
header { height: 69mm; position: relative; width: 78mm; } .note { color: #4a5670; font-size: 9.5pt; }
.adresse { position: absolute; left: 88mm; top: 36mm; width: 80mm; } .date { margin-left: 88mm; }
dl { border-top: .4pt solid #aab3c5; margin: 0 -3mm; padding: 2.5mm 3mm; }
dl { display: grid; grid-template-columns: 40mm 1fr; }
dl.fond { background: #f3f5f9; } dt { color: #4a5670; font-size: 9.5pt; } dd { margin: 0; }
p { margin: 1.6mm 0; }
.fin > div { float: left; width: 75mm; } .fin > .mentions { width: 78mm; margin-right: 10mm; font-size: 9pt; }
"""


def rendre_weasyprint(d: dict[str, Any]) -> bytes:
    """The letter as a PDF/UA-1 file."""
    style, polices = _style()
    pdf = HTML(string=_html(d)).write_pdf(stylesheets=[style], font_config=polices, pdf_variant="pdf/ua-1")
    assert pdf is not None
    return bytes(pdf)


@cache
def _style() -> tuple[CSS, FontConfiguration]:
    """The style sheet and its fonts, read once as a server would."""
    polices = FontConfiguration()
    return CSS(string=STYLE.replace("POLICES", POLICES.as_uri()), font_config=polices), polices


def _lignes(*textes: str) -> str:
    return "<br>".join(escape(texte) for texte in textes if texte)


def _fiche(classe: str, *paires: tuple[str, str]) -> str:
    return f"<dl class='{classe}'>" + "".join(f"<dt>{nom}</dt><dd>{v}</dd>" for nom, v in paires if v) + "</dl>"


def _html(d: dict[str, Any]) -> str:
    """Same blocks and order as modele.typ."""
    e, p, m, li, s = (d[nom] for nom in ("expediteur", "destinataire", "mission", "lieu", "signature"))
    mission = [("Mission", f"<b>n° {escape(m['numero'])}</b>")]
    mission += [
        (nom, escape(m[cle]))
        for nom, cle in (
            ("Session d'examen", "session"),
            ("Spécialité", "specialite"),
            ("Épreuve-option", "epreuve_option"),
            ("Type de mission", "type"),
            ("Qualité", "qualite"),
        )
    ]
    lieu = (
        ("Lieu", f"<b>{escape(li['nom'])}</b> ({escape(li['uai'])})<br>{_lignes(*li['adresse'])}"),
        ("Dates et horaires", f"<b>{_lignes(*d['creneaux'])}</b>"),
        ("Commission", _lignes(*m["commissions"])),
        ("Jury", _lignes(*m["jurys"])),
        ("Salle", escape(m["salle"])),
    )
    mentions = "".join(f"<p><b>{escape(n['titre'])}.</b> {escape(n['texte'])}</p>" for n in d["mentions"])
    return f"""<html lang=fr><title>{escape(d["titre"])}</title>
<div class=pied>Mission n° {escape(m["numero"])} – référence {escape(d["reference"])}</div>
<header><b>{escape(e["academie"])}</b><br>{_lignes(e["service"], *e["adresse"])}
<p class=note>{escape(e["suivi_par"])}</p>
{_lignes(e["contact"], e["telephone"], e["courriel"])}
<p>{_lignes(p["identifiant"], p["etablissement"], d["reference"])}</p>
<div class=adresse><b>{escape(p["nom"])}</b><br>{_lignes(*p["adresse"])}</div></header>
<p class=date>{escape(d["lieu_et_date"])}</p><h1>Objet : {escape(d["objet"])}</h1><p>{escape(d["appel"])}</p>
<p>{_lignes(*d["introduction"])}</p>{_fiche("", *mission)}{_fiche("fond", *lieu)}
{_fiche("", ("Observation", escape(d["observation"])))}<p>{escape(d["politesse"])}</p>
<div class=fin><div class=mentions>{mentions}</div>
<div><b>{escape(s["autorite"])}</b><br>{_lignes(s["intitule"])}<br><br>
<br>{_lignes(s["nom"], s["ville"])}</div></div>"""
