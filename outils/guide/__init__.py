"""What the user guide shows: screenshots and the tutorial, made from the running product on a fictitious académie.

`python -m outils.guide.captures` and `python -m outils.guide.tutoriel`, from the virtual environment « dev ».
"""
