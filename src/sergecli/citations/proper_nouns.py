"""Words that keep their capitals in an English sentence: names, and what is made of them.

A catalogue's people are added to these where it is cited.
"""

_WORDS = """
Africa African Albania Albanian Albert Alexander Alexandra Alexei Alexis Alfred Algeria America
American Americans Amsterdam Andre Andrei Andres André Andrés Anna Antoine Anton Antonov April
Arab Argentina Argentine Armand Armenia Armenian Arthur Asia Asian Asiatic Athens August Austria
Austrian Azerbaijan Babel Baku Bakunin Barbusse Barcelona Basque Bavaria Belgian Belgium Bely
Benjamin Berlin Berliner Bernstein Bible Blanquism Blanquist Blok Bolshevik Bolsheviks
Bolshevism Bolshevist Bombacci Bonapartism Bonapartist Bonnot Borie Boris Brazil Brest Breton
Britain British Brussels Budapest Buddha Buddhist Bukharin Bulgaria Bulgarian Caesar Caesarism
Canada Canton Caribbean Carl Catalan Catalonia Catholic Catholics Charles Cheka Chekist Chekists
Chile China Chinese Christ Christian Christianity Christians Christmas Churchill Clara Cologne
Comintern Communard Communards Congo Cossack Cossacks Coyoacan Coyoacán Cracow Crimea Croatian
Cuba Cuban Czech Czechoslovakia Dada Daniel Danish Darwin Darwinism David December Dmitri Doriot
Dostoevsky Dresden Dreyfus Durruti Dutch Dzerzhinsky Easter Edward Egypt Emile Emma Engels
England English Englishman Erich Ernest Essenin Esther Estonia Estonian Ethiopia Ethiopian
Europe European Europeans Fanny Fascist February Fedor Felix Fernand Finland Finn Finnish Finns
Flemish Fondane France Francis Franco Frankfurt French Frenchman Freud Freudian Freudism Friday
Friedrich Fromm Fyodor Galicia Geneva Georg George Georges Georgia Georgian German Germanic
Germans Germany Gestapo Gide God Gorki Gorky Greece Greek Greeman Grigory Guernica Guesde Gustav
Hamburg Hannah Hegel Hegelian Heinrich Henri Henry Hitler Holland Hugo Hungarian Hungary Ignace
Ilya India Indian Indochina Iran Ireland Irish Isaac Islam Islamic Israel Istrati Italian
Italians Italy Ivan Jack Jacobin Jacobins Jacques Jacson James January Japan Japanese Jaures
Jaurès Jean Jew Jewish Jews John Joseph José Juan Julius July June Kadet Kadets Kamenev Karl
Kautsky Kazakhstan Kerensky Kharkov Kibalchich Kienthal Kiev Kolyma Komsomol Korea Kravchenko
Kremlin Krivitsky Kronstadt Kulturkampf Kuomintang Kurdish Kuusinen Latin Latvia Latvian
Laurette Lefeuvre Lenin Leningrad Leninism Leninist Leninists Leon Lev Liebknecht Lithuania
Lithuanian Litovsk London Londoner Louis Louise Lucien Lunacharsky Luxemburg Lyon Léon Macedonia
Machiavellian Madrid Makhno Makhnovist Malraux Manchuria Mandelstam Mannerheim Maoism Maoist
Marcel March Maria Marie Marseille Marseilles Martin Martinet Martov Marx Marxian Marxism
Marxist Marxists Maurice Max Maxim May Mayakovsky Menshevik Mensheviks Menshevism Mercader
Mexican Mexico Michael Mikhail Milan Minsk Mirbach Mitchell Monday Mongol Mongolia Morocco
Moscow Munich Muscovite Muslim Muslims Mussolini Musée Naples Napoleon Narodnik Narodniks
Natalia Nazi Nazis Nazism Netherlands Nicholas Nicola Nietzsche Nietzschean Nikita Nikitich
Nikolai Nin Nobel Norway Norwegian November October Octobrist Octobrists Odessa Olga Orenburg
Orthodox Otto POUM Palestine Paris Parisian Paul Persia Peter Petersburg Petrograd Philip
Piatakov Pierre Pilnyak Plekhanov Poland Pole Poles Polish Politburo Portugal Portuguese Prague
Profintern Prometheus Protestant Proudhon Proudhonist Pushkin Radek Rakovsky Raymond Reiss René
Riazanov Richard Robert Robespierre Rolland Romain Romania Romanian Rome Roosevelt Rosa Rosmer
Rousseau Ruhr Rumania Russia Russian Russians Rykov Saturday Saxony Scotland Scottish Sebastopol
Sedov September Serbia Serbian Sergei Shanghai Siberia Siberian Simone Sizoff Slav Slavic
Smirnov Smolny Sneevliet Sofia Solovki Sophia Sorau Sorel Souvarine Soviet Spain Spandau
Spaniard Spaniards Spanish Spartacist Spartacus Stakhanov Stakhanovism Stalin Stalingrad
Stalinism Stalinist Stalinists Sunday Susan Sverdlov Sweden Swedish Swiss Switzerland Syria
Tartar Tatar Tatiana Thermidor Thermidorian Thomas Thursday Tiflis Titoism Tolstoy Tolstoyan
Tomsky Trotsky Trotskyism Trotskyist Trotskyists Trotskyites Tsarist Tuesday Tukhachevsky
Tulayev Turin Turkey Turkish Turks Ukraine Ukrainian Ukrainians Ural Urals Vera Versailles
Victor Vienna Vietnam Vietnamese Vladimir Vlady Volga Voline Voltaire Vorkuta Voroshilov Walter
Warsaw Wednesday Whites Wilhelm William Wroclaw Wrocław Wuhan Wullens Yagoda Yesenin Yezhov
Yiddish York Yugoslav Yugoslavia Zhdanov Zimmerwald Zinoviev Zionism Zionist Émile
"""
_PHRASES = """
Baltic Sea, Black Hundreds, Black Sea, Brest-Litovsk, Caribbean Sea, Central Committee, Chinese
Revolution, Civil War in France, Cold War, Communist International, Communist Party, Comrade
Tulayev, Constituent Assembly, Cultural Revolution, Don Quixote, Executive Committee, Far East,
February Revolution, First Congress, First International, First World War, Fourth Congress,
Fourth International, French Revolution, German Revolution, Great Britain, Great Terror, Great
War, Hungarian Revolution, Industrial Revolution, International Brigades, La Batalla, Labour
Party, Latin America, Le Crapouillot, League of Nations, Left Opposition, Marxists Internet
Archive, May Day, Mexican Revolution, Middle Ages, Middle East, Mona Lisa, Moscow Trials, Museum
of the Revolution, Near East, New Economic Policy, New York, Nobel Prize, North Africa, Notre
Dame, October Revolution, Old Bolsheviks, Paris Commune, Popular Front, Red Army, Red Cross, Red
Guard, Red Guards, Red Spears, Red Square, Russian Revolution, Saint Petersburg, Second
Congress, Second International, Second World War, Social Revolutionaries, Social Revolutionary,
Socialist Party, Socialist Revolutionaries, Socialist Revolutionary, South America, Soviet
Government, Soviet Republic, Soviet Russia, Soviet Union, Spanish Civil War, Spanish Revolution,
Third Congress, Third International, Tierra y Libertad, United Kingdom, United Nations, United
States, White Army, Winter Palace, Workers Opposition, Workers’ Opposition, World War, Young
Communists
"""

# Words that keep their capitals before a name.
PERSONAL_TITLES = frozenset(
    {"Captain", "Colonel", "Comrade", "Count", "Countess", "Dr", "Madame", "Mr", "Mrs", "Mme",
     "Professor", "Tsar"}
)  # fmt: skip
# Words that are names wherever they stand.
WORDS = frozenset(_WORDS.split())
# Words that are names only together.
PHRASES = tuple(_PHRASES.strip().replace("\n", " ").split(", "))
