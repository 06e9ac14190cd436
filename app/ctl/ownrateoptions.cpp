// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/ownrateoptions.h"

#include <CLI/CLI.hpp>
#include <toml++/toml.hpp>

#include <sstream>

namespace fuseboard {
namespace {

std::string notEmpty(const std::string& text) { return text.empty() ? "it is empty" : std::string(); }

} // namespace

void OwnRateOptions::addTo(CLI::App& prices, bool& json)
{
    m_set = prices.add_subcommand("set", "Enter what a model costs you, per million tokens; it comes before every list");
    m_discount = prices.add_subcommand("discount", "Enter what is taken off the list's prices for you");
    m_set->add_option("MODEL", m_model, "As the provider names it")->required()->check(notEmpty);
    const std::pair<const char*, std::string&> costs[] {{"--input", m_input}, {"--output", m_output},
        {"--cache-read", m_cacheRead}, {"--cache-write-5m", m_cacheWrite5m}, {"--cache-write-1h", m_cacheWrite1h},
        {"--reasoning", m_reasoning}};
    for (const auto& [name, text] : costs)
        m_set->add_option(name, text, "Like 2.5")->check(notEmpty)->required(&text == &m_input || &text == &m_output);
    m_set->add_option("--currency", m_currency, "Like EUR; without it USD")->check(notEmpty);
    m_discount->add_option("PERCENT", m_percent, "Whole percent")->required()->check(CLI::Range(0, 100));
    m_discount->add_option("--model", m_model, "Of one model; without it, of all")->check(notEmpty);
    for (auto* verb : {m_set, m_discount}) {
        verb->add_option("--account", m_account, "At one provider account; without it, at all")->check(notEmpty);
        verb->add_option("--from", m_from, "First UTC day, like 2026-12-01; without it, always")->check(notEmpty);
        verb->add_option("--until", m_until, "First UTC day after it; without it, for ever")->check(notEmpty);
        verb->add_flag("--json", json, "As JSON");
    }
}

bool OwnRateOptions::parsed() const { return m_set->parsed() || m_discount->parsed(); }

std::string OwnRateOptions::toml() const
{
    toml::table rate;
    const auto put = [&rate](const char* name, const std::string& text) {
        if (!text.empty())
            rate.insert(name, text);
    };
    put("account", m_account);
    put("model", m_model);
    put("from", m_from);
    put("until", m_until);
    if (m_discount->parsed()) {
        rate.insert("discount", m_percent);
    } else {
        put("currency", m_currency);
        put("input", m_input);
        put("output", m_output);
        put("cacheRead", m_cacheRead);
        put("cacheWrite5m", m_cacheWrite5m);
        put("cacheWrite1h", m_cacheWrite1h);
        put("reasoning", m_reasoning);
    }
    std::ostringstream out;
    out << toml::table {{"rate", toml::array {std::move(rate)}}} << '\n';
    return out.str();
}

} // namespace fuseboard
