// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <string>

namespace CLI {
class App;
}

namespace fuseboard {

/// `fuseboardctl source …` on the command line.
class SourceOptions {
public:
    /// Adds the verb; `json` is set by its flags. Both must outlive the parsing.
    void addTo(CLI::App& app, bool& json);
    [[nodiscard]] bool parsed() const;
    /// What to ask the owner for; its `do` is `testSource` where the source is only to be tried.
    [[nodiscard]] QJsonObject request() const;

private:
    CLI::App *m_source = nullptr, *m_add = nullptr, *m_poll = nullptr, *m_test = nullptr, *m_remove = nullptr,
             *m_list = nullptr;
    std::string m_id, m_kind, m_name, m_url, m_socket, m_account, m_callers, m_variant, m_holds, m_directory, m_key;
    int m_interval = 0;
    bool m_untested = false;
};

} // namespace fuseboard
