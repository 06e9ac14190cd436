// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/providerlimit.h"

#include <QString>

namespace fuseboard {

/// `$412.07`, every digit that is not zero; `1,234.5 AI credits`; `–` where it was not told.
QString limitAmountText(const std::optional<LimitAmount>& amount);
/// `Team search`, `Person ada@example.com`, `Organisation`.
QString limitHolderText(const ProviderLimit& limit);
/// `Refuses`, `Only warns`; `–` where the provider does not say.
QString beyondLimitText(const ProviderLimit& limit);
/// Why a list was not told when it was last asked for, as a sentence; empty where it was.
QString limitListFault(const LimitList& list);

} // namespace fuseboard
