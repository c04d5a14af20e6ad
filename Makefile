# IMAG'IN: everything one does in a checkout. « make » alone lists it. PYTHON=python3.12 chooses another Python.
.DEFAULT_GOAL := aide
.PHONY: aide demo demo-academies test lint forme types couches gabarits migrations bench guide exigences mutation verrous installation-demo installation-dev
.NOTPARALLEL:

PYTHON ?= python3
PORT ?= 8000
DEMO ?= petite
VENV := .venv/bin
# What reads the settings without touching a database (types, missing migrations).
REGLAGES_FICTIFS := IMAGIN_BASE=postgresql://imagin@127.0.0.1:1/imagin IMAGIN_SECRET=pour-les-controles-seulement-qui-ne-servent-aucune-page

aide: ## Liste les cibles.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r cible phrase; do \
		printf '  %-20s %s\n' "$$cible" "$$phrase"; done

demo: installation-demo ## Installe et lance la démonstration sur le port 8000 (PORT=…, DEMO=academie pour la taille réelle).
	@PORT=$(PORT) DEMO=$(DEMO) $(VENV)/python -m outils.demo

demo-academies: PORT := 8001
demo-academies: installation-demo ## Toulouse, Rennes et le SIEC côte à côte, partenaires, sur 127.0.0.1:8001, .2:8002, .3:8003.
	@PORT=$(PORT) $(VENV)/python -m outils.demo.academies

test: installation-dev ## Lance tous les tests, navigateur compris, sur une base PostgreSQL à part.
	@$(VENV)/python -m pytest -q -n 2 $(ARGS)

lint: installation-dev ## Vérifie forme, types, couches, gabarits et migrations, sans rien modifier.
	@$(MAKE) --keep-going --no-print-directory forme types couches gabarits migrations

forme:
	$(VENV)/ruff check
	$(VENV)/ruff format --check

types:
	$(REGLAGES_FICTIFS) $(VENV)/mypy imagin outils

couches:
	$(VENV)/lint-imports

gabarits:
	$(VENV)/djlint imagin --check --lint --quiet

migrations:
	$(REGLAGES_FICTIFS) PYTHONWARNINGS=ignore::RuntimeWarning $(VENV)/imagin makemigrations --check --dry-run

bench: installation-dev ## Mesure ce qui doit aller vite : nom | ici | référence | rapport.
	@$(VENV)/python -m bench $(ARGS)

guide: installation-dev ## Refait les captures du guide et la vidéo du tutoriel, à partir du produit (quelques minutes).
	@$(VENV)/python -m outils.guide.captures
	@$(VENV)/python -m outils.guide.tutoriel

exigences: ## Donne, exigence par exigence, les tests qui la prouvent, ou AUCUN.
	@$(PYTHON) -m outils.exigences

mutation: installation-dev ## Fausse une à une les règles d'argent et de constat, et dit quelles fautes aucun test ne voit (ARGS : des règles).
	@$(VENV)/mutmut run --max-children 2 $(ARGS) && $(VENV)/mutmut results

verrous: ## Recalcule les versions épinglées à partir de requirements/*.in (demande uv).
	@for nom in base demo dev; do uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links -q --custom-compile-command "make verrous" requirements/$$nom.in -o requirements/$$nom.txt; done

installation-demo:
	@$(PYTHON) -m outils.installer demo

installation-dev:
	@$(PYTHON) -m outils.installer dev
