// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settingsdialog.h"

#include "domain/calendar.h"
#include "domain/iso4217.h"
#include "domain/money.h"
#include "settings/settingsbinder.h"
#include "settingsfile.h"
#include "text/errortext.h"
#include "text/shown.h"
#include "theme/variant.h"
#include "widgets/combofield.h"
#include "widgets/formrows.h"
#include "widgets/textlabel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTimeZone>

namespace fuseboard {

class SettingsDialog::Private {
public:
    explicit Private(const QString& path)
        : file(path)
        , kept(KSharedConfig::openConfig(path, KConfig::SimpleConfig))
    {
        kept.load();
    }

    [[nodiscard]] QString fault() const
    {
        const QString typed = zone->text().trimmed();
        if (!typed.isEmpty() && !Calendar::make(typed.toStdString()))
            return SettingsDialog::tr("“%1” is not a time zone. Examples: Europe/Berlin, America/New_York.")
                .arg(typed.left(60));
        const QString code = currency->currentText().trimmed();
        if (!knownCurrency(code.toStdString()))
            return SettingsDialog::tr("“%1” is not a currency. A currency is a code of three letters, such as USD.")
                .arg(code.left(60));
        return {};
    }

    QString file;
    SettingsFile kept;
    QLineEdit* zone = nullptr;
    QComboBox* currency = nullptr;
    QLabel* faultLine = nullptr;
    QPushButton* ok = nullptr;
    SettingsBinder* binder = nullptr;
};

namespace {

QLabel* heading(const QString& text)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    setVariant(label, "section");
    return label;
}

QLabel* note(const QString& text)
{
    auto* label = new TextLabel(TypeRole::Secondary, Tone::secondary);
    label->setObjectName(QStringLiteral("historyNote"));
    label->setWordWrap(true);
    label->setText(text);
    return label;
}

QString historyText(const HistoryFacts& history)
{
    const QString kept = SettingsDialog::tr("Days are kept for ever; no sum changes when older rows are made coarser.");
    if (history.bytes == 0)
        return kept;
    const QString size = QLocale().formattedDataSize(static_cast<qint64>(history.bytes));
    return history.lastBackup.isEmpty()
        ? SettingsDialog::tr("The history takes %1 on this disk; it has no copy yet. %2").arg(size, kept)
        : SettingsDialog::tr("The history takes %1 on this disk; its last copy is of %2. %3")
              .arg(size, history.lastBackup, kept);
}

/// The one that is set stays a choice, even where it is gone.
void addDrillTeams(QComboBox& box, const std::vector<Team>& teams, const QString& set)
{
    box.addItem(SettingsDialog::tr("No team"), QString());
    for (const Team& team : teams)
        if (!team.isProtected)
            box.addItem(shown(team.name, 60), QString::fromStdString(team.id));
    if (box.findData(set) < 0)
        box.addItem(SettingsDialog::tr("%1 (can’t be drilled)").arg(shown(set.toStdString(), 60)), set);
}

template <class Widget>
Widget* entry(const char* name, const QString& accessibleName)
{
    auto* widget = new Widget;
    widget->setObjectName(QStringLiteral("kcfg_") + QString::fromLatin1(name));
    widget->setAccessibleName(accessibleName);
    if constexpr (!std::is_same_v<Widget, QCheckBox>)
        setVariant(widget, "field");
    if constexpr (std::is_same_v<Widget, QSpinBox>)
        widget->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return widget;
}

} // namespace

SettingsDialog::SettingsDialog(
    const QString& file, const HistoryFacts& history, const std::vector<Team>& teams, QWidget* parent)
    : ScrollingDialog(parent)
    , d(std::make_unique<Private>(file))
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    auto* theme = entry<ComboField>("Theme", tr("Colours of the window"));
    theme->addItems({tr("As the system"), tr("Light"), tr("Dark")});
    d->zone = entry<QLineEdit>("TimeZone", tr("Time zone of days and months"));
    d->zone->setPlaceholderText(tr("As the system, now %1").arg(QString::fromUtf8(QTimeZone::systemTimeZoneId())));
    QStringList zones;
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        zones += QString::fromUtf8(id);
    auto* completer = new QCompleter(zones, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    d->zone->setCompleter(completer);
    auto* fiscalDay = entry<QSpinBox>("FiscalDay", tr("First day of the business month"));
    d->currency = entry<ComboField>("Currency", tr("Currency of budgets"));
    d->currency->setEditable(true);
    d->currency->lineEdit()->setAccessibleName(d->currency->accessibleName());
    d->currency->addItems(
        {QStringLiteral("USD"), QStringLiteral("EUR"), QStringLiteral("GBP"), QStringLiteral("CHF"), QStringLiteral("JPY")});
    auto* gateway = entry<QSpinBox>("GatewayInterval", tr("Seconds between two questions to a gateway"));
    gateway->setSuffix(tr(" s"));
    auto* provider = entry<QSpinBox>("ProviderInterval", tr("Seconds between two questions to a provider"));
    provider->setSuffix(tr(" s"));
    auto* keepWatching = entry<QCheckBox>("KeepWatching", tr("Keep watching in the background when the window is closed"));
    keepWatching->setText(tr("Keep &watching when the window is closed"));
    auto* atLogin = entry<QCheckBox>("StartAtLogin", tr("Start at login, without a window"));
    atLogin->setText(tr("Start at &login, without a window"));
    const auto allowLogin = [keepWatching, atLogin] { atLogin->setEnabled(keepWatching->isChecked()); };
    connect(keepWatching, &QCheckBox::toggled, atLogin, allowLogin);
    auto* prices = entry<QCheckBox>("UpdatePrices", tr("Look for newer prices each day"));
    prices->setText(tr("Look for &newer prices each day"));
    auto* calls = entry<QSpinBox>("KeepCallsDays", tr("Days for which single calls are kept"));
    calls->setSuffix(tr(" days"));
    auto* hours = entry<QSpinBox>("KeepHoursDays", tr("Days for which hours are kept"));
    hours->setSuffix(tr(" days"));
    auto* backUp = entry<ComboField>("BackUp", tr("Checked copies of the history"));
    backUp->addItems({tr("Never"), tr("Each day"), tr("Each week")});

    auto* drillTeam = entry<ComboField>("DrillTeam", tr("Test team for drills"));
    addDrillTeams(*drillTeam, teams, d->kept.drillTeam());
    auto* drillEvery = entry<QSpinBox>("DrillEveryDays", tr("Days between two drills"));
    drillEvery->setPrefix(tr("every "));
    drillEvery->setSuffix(tr(" days"));
    drillEvery->setSpecialValueText(tr("Never"));

    QList<QFormLayout*> forms;
    const auto section = [this, &forms](const QString& title) {
        column().addWidget(heading(title));
        auto* form = new QFormLayout;
        form->setHorizontalSpacing(12);
        column().addLayout(form);
        forms += form;
        return form;
    };
    QFormLayout* appearance = section(tr("Appearance"));
    appearance->addRow(tr("C&olours"), theme);
    QFormLayout* business = section(tr("Days, Months and Money"));
    business->addRow(tr("&Time zone"), d->zone);
    business->addRow(tr("Month &starts on day"), fiscalDay);
    business->addRow(tr("C&urrency of budgets"), d->currency);
    QFormLayout* watching = section(tr("Watching"));
    watching->addRow(tr("Ask a new &gateway every"), gateway);
    watching->addRow(tr("Ask a new &provider every"), provider);
    watching->addRow(tr("Background"), keepWatching);
    watching->addRow(QString(), atLogin);
    watching->addRow(tr("Prices"), prices);
    auto* drill = new QHBoxLayout;
    drill->addWidget(drillTeam, 2);
    drill->addWidget(drillEvery, 1);
    auto* drillLabel = new QLabel(tr("Drill &freezing with"));
    drillLabel->setBuddy(drillTeam);
    watching->addRow(drillLabel, drill);
    QFormLayout* keeping = section(tr("History"));
    keeping->addRow(tr("Keep single &calls for"), calls);
    keeping->addRow(tr("Keep &hours for"), hours);
    keeping->addRow(tr("Make a checked cop&y"), backUp);
    column().addWidget(note(historyText(history)));
    // One edge for all fields, over the sections.
    int widest = 0;
    for (const QFormLayout* form : std::as_const(forms))
        for (int row = 0; row < form->rowCount(); ++row)
            if (const QLayoutItem* label = form->itemAt(row, QFormLayout::LabelRole))
                widest = std::max(widest, label->widget()->sizeHint().width());
    for (const QFormLayout* form : std::as_const(forms)) {
        alignLabels(*form);
        for (int row = 0; row < form->rowCount(); ++row)
            if (const QLayoutItem* label = form->itemAt(row, QFormLayout::LabelRole))
                label->widget()->setMinimumWidth(widest);
    }
    d->faultLine = new QLabel;
    d->faultLine->setTextFormat(Qt::PlainText);
    setVariant(d->faultLine, "crit");
    d->faultLine->setWordWrap(true);
    d->faultLine->setObjectName(QStringLiteral("fault"));
    column().addWidget(d->faultLine);
    column().addStretch(1);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    setVariant(cancel, "outline");
    d->ok = new QPushButton(tr("Save"));
    d->ok->setObjectName(QStringLiteral("save"));
    setVariant(d->ok, "primary");
    d->ok->setDefault(true);
    buttons().addStretch(1);
    buttons().addWidget(cancel);
    buttons().addWidget(d->ok);

    d->binder = new SettingsBinder(d->kept, *this);
    allowLogin();
    const auto update = [this] {
        const QString sentence = d->fault();
        d->faultLine->setText(sentence);
        d->faultLine->setVisible(!sentence.isEmpty());
        d->ok->setEnabled(sentence.isEmpty());
    };
    connect(d->binder, &SettingsBinder::edited, this, update);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(d->ok, &QPushButton::clicked, this, [this] {
        d->binder->store();
        const bool written = d->kept.save();
        const auto settings =
            written ? loadSettings(d->file) : Result<Settings>(fail(ErrorCode::fileUnwritable, d->file.toStdString()));
        if (!settings) {
            d->faultLine->setText(sentence(settings.error()));
            d->faultLine->show();
            return;
        }
        Q_EMIT settingsChanged(*settings);
        accept();
    });
    update();
    setSizeInLines(28);
}

SettingsDialog::~SettingsDialog() = default;

} // namespace fuseboard
