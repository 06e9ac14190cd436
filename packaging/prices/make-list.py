#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the price list that comes with the program from a map of LiteLLM's:

    fuseboardctl --profile P prices update model_prices_and_context_window.json
    packaging/prices/make-list.py P/data/prices/*_LiteLLM.json 2026-08-01 resources/prices/prices-2026-08-01.json

The first line turns the map into a list of ours, with every rate checked. This one keeps the models that people call by
their makers' names, and those of the resellers named below; gives the list its version, its day and its source; and puts
each model on a line of its own, so that a change can be read. `prices update` brings all others to whoever wants them.
"""
import json
import sys

RESELLERS = ("azure/", "deepseek/", "gemini/", "groq/", "mistral/", "openrouter/", "xai/")

source, day, target = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    given = json.load(file)
models = {name: price for name, price in given["models"].items() if "/" not in name or name.startswith(RESELLERS)}
head = {
    "version": day,
    "currency": given["currency"],
    "source": f"LiteLLM's model map, state of {day}",
    "from": day,
}
text = lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
with open(target, "w", encoding="utf-8") as file:
    file.write("{\n" + "".join(f'"{key}":{text(value)},\n' for key, value in head.items()) + '"models":{\n')
    file.write(",\n".join(f"{text(name)}:{text(price)}" for name, price in sorted(models.items())) + "\n}}\n")
