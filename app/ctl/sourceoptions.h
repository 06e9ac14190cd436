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

/// `fuseboardctl source …` on the command line.
class SourceOptions {
public:
    /// Adds the verb; `json` is set by its flags. Both must outlive the parsing.
    void addTo(CLI::App& app, bool& json);
    [[nodiscard]] bool parsed() const;
    /// What can be read without the owner.
    [[nodiscard]] bool asksForLimits() const;
    /// What to ask the owner for; its `do` is `testSource` where the source is only to be tried.
    [[nodiscard]] QJsonObject request() const;

private:
    /// What a source may be given when it is new, or later.
    void putChange(QJsonObject& request) const;

    CLI::App *m_source = nullptr, *m_add = nullptr, *m_poll = nullptr, *m_test = nullptr, *m_remove = nullptr,
             *m_list = nullptr, *m_limits = nullptr, *m_change = nullptr;
    std::string m_id, m_kind, m_name, m_url, m_socket, m_account, m_callers, m_variant, m_holds, m_authority, m_pin,
        m_directory, m_key, m_freezeKey, m_bucket;
    std::vector<std::string> m_canaries, m_doors;
    int m_interval = 0, m_workers = 0;
    bool m_untested = false;
};

} // namespace fuseboard
