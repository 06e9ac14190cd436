// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace fuseboard {

/// `fuseboardctl prices set` and `prices discount` on the command line.
class OwnRateOptions {
public:
    /// Adds the verbs under `prices`; `json` is set by their flags. Both must outlive the parsing.
    void addTo(CLI::App& prices, bool& json);
    [[nodiscard]] bool parsed() const;
    /// The `[[rate]]` for `config/prices.toml` that was described.
    [[nodiscard]] std::string toml() const;

private:
    CLI::App *m_set = nullptr, *m_discount = nullptr;
    std::string m_model, m_account, m_from, m_until, m_currency = "USD";
    std::string m_input, m_output, m_cacheRead, m_cacheWrite5m, m_cacheWrite1h, m_reasoning;
    int m_percent = 0;
};

} // namespace fuseboard
