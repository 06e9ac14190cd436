// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/money.h"

#include <QJsonObject>
#include <QString>

namespace fuseboard {

/// Of what an attached window and the owner say to each other. Members may be added without a new one; what an older program
/// would understand wrongly is a new one.
inline constexpr int ownerProtocol = 1;
/// Of one line in either direction: an organisation with its whole past of budgets twice, or the freezes of all teams at all
/// places, fits many times over.
inline constexpr qint64 longestOwnerLine = 8 * 1024 * 1024;

/// The owner of a profile, as it says itself.
struct OwnerIntroduction {
    int protocol = 0;
    QString program, version;
    qint64 process = 0;
    bool hasWindow = false; ///< which can be raised
    bool stays = false; ///< until it is ended; false: goes with the answer to its command
    std::string zone;
    unsigned fiscalDay = 1;
    Currency currency;

    /// "fuseboardctl, process 4711", as the lock's file names it.
    [[nodiscard]] QString who() const;
    bool operator==(const OwnerIntroduction&) const = default;
};

QJsonObject introductionDocument(const OwnerIntroduction& owner);
/// Only the protocol's number is certain to be understood of another protocol.
Result<OwnerIntroduction> introductionOf(const QJsonValue& document);

} // namespace fuseboard
