// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/haproxy/haproxycontrol.h"
#include "connectors/sourceconfig.h"
#include "connectors/usagesource.h"

namespace fuseboard {

class HttpClient;
class KeyStore;

/// What a source of kind `haproxy` says of where to reach it.
HaproxyAddress haproxyAddressOf(const SourceConfig& source);

/// Tells of no usage, since the gateways behind the proxy do: a poll says whether its socket answers and its holds can be
/// read. The cursor stays as it is.
class HaproxySource : public UsageSource {
public:
    HaproxySource(const SourceConfig& config, HttpClient& http, const KeyStore& keys);
    ~HaproxySource() override { m_control->cancel(); }
    [[nodiscard]] const std::string& id() const override { return m_id; }
    [[nodiscard]] QFuture<UsageResult> poll(std::string cursor, Instant now) override;

private:
    std::string m_id;
    std::shared_ptr<HaproxyControl> m_control;
    QObject m_context;
};

} // namespace fuseboard
