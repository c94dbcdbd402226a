# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu"]
# keeps = ["speed_projects.json"]
# ///
# %% [markdown]
# What each tool gets to make pages, and the command that does it.
# %% work
import json

PRINT = "print(sum(n * n for n in range(1000 + NUMBER)))\n"
FIGURE = """\
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(4, 3))
axes.plot(range(NUMBER + 2))
SHOW"""
SHOW = "plt.show()\n"
WRITE = """\
import io

svg = io.StringIO()
figure.savefig(svg, format="svg")
text = svg.getvalue()
print(text[text.index("<svg") :])
"""

# %% sources
TITLE = "# Work NUMBER\n\nThe sum of squares.\n\n"
FRONT = "---\ntitle: Work NUMBER\ndescription: Sums\nrows: []\n---\n"
BLOCK = "/// snippet | asterisk/work_NUMBER.py\nALT///\n"
PAIR = FRONT + TITLE.replace("R\n", "R {#work}\n", 1) + BLOCK
PASTED = FRONT + TITLE + "```python\nCODE```\n"
KERNEL = "{display_name: Python 3, language: python, name: python3}"
SOURCES = {
    "this_house": {
        "snippets/asterisk/work_NUMBER.py": "# /// script\n"
        "# dependencies = []\n# ///\n# %% work\nCODE",
        "docs/ko/asterisk/work_NUMBER.md": PAIR,
        "docs/en/asterisk/work_NUMBER.md": PAIR,
    },
    "mkdocs_gallery": {
        "docs/work/plot_NUMBER.py": f'"""\n{TITLE}"""\nCODE'
    },
    "sphinx_gallery": {
        "work/plot_NUMBER.py": '"""\nWork NUMBER\n===========\n\n'
        'The sum of squares.\n"""\nCODE'
    },
    "mkdocs_jupyter": {
        "docs/work_NUMBER.py": "# %% [markdown]\n# # Work NUMBER\n#\n"
        "# The sum of squares.\n# %%\nCODE"
    },
    "myst_nb": {
        "work_NUMBER.md": f"---\nfile_format: mystnb\nkernelspec: "
        f"{KERNEL}\n---\n{TITLE}```{{code-cell}}\nCODE```\n"
    },
    "markdown_exec": {
        "docs/work_NUMBER.md": f'{TITLE}```python exec="on" '
        'html="on" source="above"\nCODE```\n'
    },
    "bare_python": {"work_NUMBER.py": "CODE"},
    "bare_mkdocs": {
        "docs/ko/asterisk/work_NUMBER.md": PASTED,
        "docs/en/asterisk/work_NUMBER.md": PASTED,
    },
}
SOURCES["this_house_english"] = SOURCES["this_house"]

# %% settings
MATERIAL = "site_name: Work\ntheme: material\n"
SPHINX = "project = 'Work'\nexclude_patterns = ['site', 'cache']\n"
START = "# Work\n"
SETTINGS = {
    "mkdocs_gallery": {
        "mkdocs.yml": MATERIAL + "nav: [index.md, {Work: gallery}]\n"
        "plugins: {gallery: {examples_dirs: docs/work, "
        "gallery_dirs: docs/gallery}}\n",
        "docs/index.md": START,
        "docs/work/README.md": START,
    },
    "sphinx_gallery": {
        "conf.py": SPHINX + "exclude_patterns += ['work']\n"
        "extensions = ['sphinx_gallery.gen_gallery']\n"
        "sphinx_gallery_conf = {'examples_dirs': 'work', "
        "'gallery_dirs': 'gallery', 'parallel': 2}\n",  # (1)!
        "index.rst": "Work\n====\n\n.. toctree::\n   gallery/index\n",
        "work/GALLERY_HEADER.rst": "Work\n====\n",
    },
    "mkdocs_jupyter": {
        "mkdocs.yml": MATERIAL
        + "plugins: {mkdocs-jupyter: {execute: true}}\n",
        "docs/index.md": START,
    },
    "myst_nb": {
        "conf.py": SPHINX + "extensions = ['myst_nb']\n"
        "nb_execution_mode = 'cache'\n"
        "nb_execution_cache_path = 'cache'\n"
        "from jupyter_cache import get_cache\n"  # (2)!
        "get_cache('cache').list_cache_records()\n",
        "index.md": START + "\n```{toctree}\n:glob:\nwork_*\n```\n",
    },
    "markdown_exec": {
        "mkdocs.yml": MATERIAL + "plugins: [markdown-exec]\n"
        "markdown_extensions: [pymdownx.superfences]\n",
        "docs/index.md": START,
    },
}

# %% commands
MKDOCS = "python -m mkdocs build -q"
SPHINX_BUILD = "python -m sphinx -q -j 2 . site"
COMMANDS = {
    "this_house": "python -m bake record && python -m bake site",
    "this_house_english": "python -m bake record && "
    f"{MKDOCS} -f mkdocs.en.yml",
    "mkdocs_gallery": MKDOCS,
    "sphinx_gallery": SPHINX_BUILD,
    "mkdocs_jupyter": MKDOCS,
    "myst_nb": SPHINX_BUILD,
    "markdown_exec": MKDOCS,
    "bare_python": "ls work_*.py | xargs -P2 -n1 python",
    "bare_mkdocs": f"{MKDOCS} -f mkdocs.yml & "
    f"{MKDOCS} -f mkdocs.en.yml && wait $!",
}
for tool, command in COMMANDS.items():
    print(f"{tool}:\n    {command}")


def fill(tool, code, alt):
    show = WRITE if tool == "markdown_exec" else SHOW  # (1)!
    code = code.replace("SHOW", show)
    return {
        place: text.replace("CODE", code).replace("ALT", alt)
        for place, text in SOURCES[tool].items()
    }


tools = {
    tool: {
        "command": COMMANDS[tool],
        "settings": SETTINGS.get(tool, {}),
        "print": fill(tool, PRINT, ""),
        "figure": fill(tool, FIGURE, "    alt: a line\n"),
    }
    for tool in COMMANDS
}
with open("speed_projects.json", "w") as file:
    json.dump(tools, file, indent=1)
