// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <string>

namespace CLI {
class App;
}

namespace fuseboard {

/// The words of `import focus`, and what they ask of the owner.
class BillOptions {
public:
    /// `imports`: the verb it belongs to. Both outlive the parsing.
    void addTo(CLI::App& imports, bool& json);
    [[nodiscard]] bool parsed() const;
    [[nodiscard]] QJsonObject request() const;

private:
    CLI::App* m_verb = nullptr;
    std::string m_file, m_source = "focus", m_tag = "team";
    bool m_lenient = false, m_assumeUtc = false, m_allServices = false;
};

/// What became of the bill, for people.
QString billText(const QJsonObject& bill);

} // namespace fuseboard
