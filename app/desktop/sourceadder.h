// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/keyreference.h"
#include "connectors/sourceconfig.h"
#include "dialogs/connectdialog.h"
#include "domain/error.h"
#include "net/httpclient.h"
#include "owner/profile.h"
#include "owner/systemclock.h"
#include "settings/settings.h"

#include <functional>

namespace fuseboard {

class KeyStore;

/// Tries and adds sources that a person described in the window.
class SourceAdder : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const Result<QString>& sentence)>;
    using Described = std::function<void(const Result<SourceConfig>& source)>;
    using Kept = std::function<void(const Result<KeyReference>& where)>;

    /// The keys outlive it.
    SourceAdder(Profile profile, KeyStore& keys, QObject* parent = nullptr);
    /// Harmless reads with the key; nothing is stored. The answer is a sentence for the dialog that says what it can see.
    void test(const SourceDraft& draft, QObject* context, Done done);
    /// Keeps the key as wished (and nowhere else), then puts the source into `sources.toml`. It was tried before.
    void add(const SourceDraft& draft, const Settings& settings, QObject* context, const Done& done);
    /// Keeps the keys as `add` does, and answers the source, for whoever then adds it; it has no id yet.
    void describe(const SourceDraft& draft, const Settings& settings, QObject* context, const Described& described);

    /// As `add` keeps a key; it takes the place of the one that is used for the same.
    void changeKey(const std::string& id, const QString& key, const KeyWish& wish, QObject* context, const Done& done);
    /// Keeps a key of that source, for whoever then changes it.
    void keepKey(const std::string& id, const QString& key, const KeyWish& wish, QObject* context, const Kept& kept);
    /// From `sources.toml`; its rows stay in the history, its key where it is.
    Result<void> remove(const std::string& id);

private:
    using KeyUse = void (*)(SourceConfig& source, const KeyReference& key);

    /// The source with that key, once it is kept; as it is where there is none.
    void keepAs(
        SourceConfig source, const QString& key, const KeyWish& wish, KeyUse use, QObject* context, const Described& kept);
    void keep(const QString& sourceName, const QString& key, const KeyWish& wish, QObject* context, const Kept& kept);
    void testLogs(const SourceDraft& draft, QObject* context, Done done);

    Profile m_profile;
    KeyStore& m_keys;
    SystemClock m_clock;
    HttpClient m_http;
};

} // namespace fuseboard
