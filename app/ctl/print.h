// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdio>

namespace fuseboard {

/// At once, as UTF-8; whether all of it could be written.
inline bool print(FILE* to, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    const auto size = static_cast<std::size_t>(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, to) == size && std::fflush(to) == 0;
}

} // namespace fuseboard
