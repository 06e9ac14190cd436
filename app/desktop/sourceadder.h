// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/keyreference.h"
#include "dialogs/connectdialog.h"
#include "domain/error.h"
#include "net/httpclient.h"
#include "owner/profile.h"
#include "owner/systemclock.h"
#include "settings/settings.h"

#include <functional>

namespace fuseboard {

/// Tries and adds sources that a person described in the window.
class SourceAdder : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const Result<QString>& sentence)>;

    SourceAdder(Profile profile, QObject* parent = nullptr);
    /// One harmless read with the key; nothing is stored. The answer is a sentence for the dialog.
    void test(const SourceDraft& draft, QObject* context, Done done);
    /// Puts the key into the keyring (and nowhere else), then the source into `sources.toml`. It was tried before.
    void add(const SourceDraft& draft, const Settings& settings, QObject* context, const Done& done);

private:
    [[nodiscard]] Result<QString> append(const SourceDraft& draft, const Settings& settings, const KeyReference& key) const;

    Profile m_profile;
    SystemClock m_clock;
    HttpClient m_http;
};

} // namespace fuseboard
