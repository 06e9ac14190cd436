// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace fuseboard {

/// Everything the theme draws, on one sheet: icons, buttons, chips, bars, labels, banners.
class ContactSheet : public QWidget {
public:
    ContactSheet();
};

} // namespace fuseboard
