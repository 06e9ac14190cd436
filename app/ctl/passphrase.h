// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QByteArray>

#include <optional>

namespace fuseboard {

/// The passphrase of the sealed keys, never from the command line: from the descriptor where one is named, else from the
/// systemd credential `fuseboard.passphrase`, else, where `mayAsk`, from the person at the terminal. Empty where none of them
/// has one. Waits.
Result<QByteArray> findPassphrase(std::optional<int> descriptor, bool mayAsk);

} // namespace fuseboard
