// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/fetch.h"
#include "connectors/keystore.h"
#include "connectors/openai/openaiplan.h"
#include "connectors/sourceconfig.h"

namespace fuseboard {

/// Reads an OpenAI organisation's usage by the hour and its costs by the day, all pages or none.
class OpenAiUsageSource : public QObject, public UsageSource {
    Q_OBJECT
public:
    /// Client and keys outlive it and live in the same thread.
    OpenAiUsageSource(SourceConfig config, HttpClient& client, const KeyStore& keys);

    [[nodiscard]] const std::string& id() const override { return m_config.id; }
    [[nodiscard]] QFuture<UsageResult> poll(std::string cursor, Instant now) override;

private:
    struct Progress;
    QFuture<UsageResult> askNext(std::shared_ptr<Progress> progress);
    QFuture<UsageResult> accept(const FetchResult& body, const std::shared_ptr<Progress>& progress);

    SourceConfig m_config;
    HttpClient* m_client;
    const KeyStore* m_keys;
};

} // namespace fuseboard
