// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/madeuppages.h"
#include "support/openapi.h"
#include "support/rawserver.h"

namespace fuseboard::test {

/// A provider over HTTP that answers made-up pages, strictly: what the provider's OpenAPI file does not allow is refused
/// and remembered, as is a request without the key. Some of its answers are faults: 429, 500, a cut, a slow one.
class UsageFake : public QObject {
    Q_OBJECT
public:
    /// `faults`: of a hundred answers.
    UsageFake(MadeUpProvider provider, std::uint64_t seed, QByteArray key, int faults);

    bool listen() { return m_server.listen(); }
    void setFaults(int ofHundred) { m_faults = ofHundred; }
    /// Changes each page before it is sent; it returns whether it changed anything. None at first.
    void setSpoiler(std::function<bool(QByteArray& page)> spoil) { m_spoil = std::move(spoil); }
    [[nodiscard]] int pagesSpoilt() const { return m_pagesSpoilt; }
    /// As a source's url.
    [[nodiscard]] QString url() const;
    [[nodiscard]] const MadeUpPages& pages() const { return m_pages; }
    /// What was asked that may not be asked; empty: nothing.
    [[nodiscard]] const QStringList& violations() const { return m_violations; }
    [[nodiscard]] int answers() const { return m_answers; }
    [[nodiscard]] int faultsMade() const { return m_faultsMade; }
    [[nodiscard]] bool hasOpenApi() const { return m_openApi.has_value(); }

private:
    void answer(QIODevice& connection, const QByteArray& request);
    [[nodiscard]] QByteArray report(const QString& path, const QString& query);
    [[nodiscard]] bool fails(QIODevice& connection, const QByteArray& good);

    MadeUpProvider m_provider;
    MadeUpPages m_pages;
    QByteArray m_key;
    int m_faults;
    std::mt19937_64 m_dice;
    std::optional<OpenApi> m_openApi;
    QStringList m_violations;
    std::function<bool(QByteArray& page)> m_spoil;
    int m_answers = 0, m_faultsMade = 0, m_pagesSpoilt = 0;
    RawServer m_server;
};

} // namespace fuseboard::test
