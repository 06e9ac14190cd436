// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace fuseboard {

/// `fuseboardctl budget …` on the command line.
class BudgetOptions {
public:
    /// Adds the verb; `json` is set by its flags. Both must outlive the parsing.
    void addTo(CLI::App& app, bool& json);
    [[nodiscard]] bool parsed() const;
    /// What to ask the owner for.
    [[nodiscard]] QJsonObject request() const;

private:
    CLI::App *m_list = nullptr, *m_set = nullptr, *m_raise = nullptr, *m_end = nullptr;
    std::string m_scope, m_amount, m_period, m_since, m_until, m_why;
    std::vector<int> m_thresholds;
    bool m_hard = false, m_soft = false;
};

} // namespace fuseboard
