// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

#include <QFuture>
#include <QObject>

namespace fuseboard {

class HttpClient;

/// What a key may read, list by list, in the provider's words.
struct KeyRights {
    std::vector<std::string> reads, refused;
    std::vector<std::string> tooMany {}; ///< rights that nothing here needs, as far as the provider tells
    bool operator==(const KeyRights&) const = default;
};

/// Reads the first page of a day of each of a provider's lists, one after the other, and stores nothing: what a person who
/// connects it wants to know first. Fails where no list of figures can be read, with the first list's reason.
class SourceTrial : public QObject {
    Q_OBJECT
public:
    /// `name` is the subject of errors. The client outlives it.
    SourceTrial(
        std::string name, QString url, std::unique_ptr<UsageDialect> dialect, HttpClient& client, QObject* parent = nullptr);
    ~SourceTrial() override;

    /// Once. Cancelled when this goes. `now` decides which day.
    QFuture<Result<KeyRights>> run(const QByteArray& key, Instant now);

private:
    void next();

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
