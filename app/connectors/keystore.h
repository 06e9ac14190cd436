// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/keyreference.h"

#include <QByteArray>
#include <QFuture>

#include <map>
#include <span>

namespace fuseboard {

/// Fetches the secrets that sources name. Locked, absent and missing are told apart (SAFETY SE2); no error and no log
/// carries a secret.
class KeyStore {
public:
    /// Takes what the references name out of the environment, so that no program started later inherits it. For `main`,
    /// before the first thread: the environment is not safe to change beside others.
    explicit KeyStore(std::span<const KeyReference> references);

    /// Answers once, queued, in the thread that asks. A keyring asks its owner first, so it may take a while.
    [[nodiscard]] QFuture<Result<QByteArray>> read(const KeyReference& reference) const;

private:
    std::map<std::string, QByteArray> m_environment;
};

} // namespace fuseboard
