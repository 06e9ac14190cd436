// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace fuseboard {

/// A secret a caller shows to the gateway. Only its SHA-256 is kept; the text is shown once.
struct CallerToken {
    QString text;
    std::string sha256; ///< 64 lower-case hex digits
};

/// 256 bits from the system's generator, as `fb-` and 64 hex digits.
CallerToken makeCallerToken();
std::string sha256Of(const QString& token);
/// 64 hex digits in either case, as a person pastes them; the answer is in lower case, empty where it is none.
std::string parseSha256(const QString& text);

} // namespace fuseboard
