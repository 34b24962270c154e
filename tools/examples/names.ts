/** Common names of many origins, joined at random into people who do not exist. */

export const GIVEN_NAMES =
  `Aaliyah Abdul Adaeze Adrián Agnieszka Ahmed Aiko Aisha Akira Alejandra Alice Amara Amélie Amina Ana Anders André
Ángela Anh Anita Antonio Aoife Arjun Astrid Ayşe Bahar Beatriz Benjamin Birgit Björn Brandon Camila Carmen Caroline Cécile Chidi Chloé
Christopher Claire Clara Daniel Daria Deborah Derek Diego Dmitri Doris Dwayne Eduardo Eleni Elif Emeka Emily Esperanza Esther Ethan Fatima
Felipe Fiona François Gabriela George Giulia Gloria Grace Greta Guadalupe Hannah Haruto Hassan Heather Henrik Hiroshi Hortensia Ibrahim
Ignacio Inés Ingrid Isabel Ivan Jacqueline Jamal Jasmine Javier Jelena Jerome Jesús Joanna Joaquín John Jorge José Joyce Juana Julia Jürgen
Kamal Karen Keisha Kenji Kevin Khadija Kofi Kwame Laila Lakshmi Lars Latoya Leila Leonardo Linh Lourdes Lucía Luis Magnus Malik Manuel
Marcela Marek María Marisol Mark Matthew Mehmet Mei Melissa Miguel Milica Mónica Nadia Naomi Natalia Ngozi Niamh Nicolás Nikolai Nóra
Olga Olivia Omar Oscar Pablo Paloma Patricia Paul Pedro Petra Philip Priya Rafael Rajesh Ramón Raúl Rebecca Renée Ricardo Rosa Ruth
Samira Samuel Sandra Santiago Sarah Sergei Shanice Sigrid Siobhán Sofía Sota Steven Sunita Svetlana Tamika Tariq Teresa Tomás Travis Ursula
Valentina Vanessa Víctor Vikram Walter Wanda Wei Xavier Ximena Yara Yolanda Yuki Yusuf Zainab Zoltán Zsófia Anna-Lena Jean-Paul Mary-Ann`.split(
    /\s+/,
  );

export const SURNAMES =
  `Abara Abbott Abdullah Acosta Adeyemi Aguilar Ahmadi Akhtar Alvarado Anaya Andersson Arslan Ashford Avila Ayala
Bakker Balogun Baptiste Barnett Barrera Bauer Beltrán Bergström Bianchi Blackwood Bondarenko Borowski Bošković Brandt Briceño Bui Burgess
Cabrera Calderón Camacho Campbell Cárdenas Carpenter Castañeda Cervantes Chandra Chaudhry Chen Chukwu Cisneros Clayton Coleman Contreras
Córdova Cruz Dąbrowski Dang Das Delgado Desai Diallo Dlamini Dominguez Doyle Dubois Dunn Echeverría Eriksen Escobar Espinoza Esposito
Farah Farrell Fernandes Ferreira Fischer Fitzgerald Flores Fofanah Fontaine Fournier Friedman Fuentes Gallagher Gallegos Ganesan García
Georgiou Ghosh Gill Goldberg González Goodwin Gupta Guzmán Haddad Hakimi Hansen Harrington Hassan Hayashi Hernández Herrera Hidalgo Hoang
Holloway Horváth Huang Huerta Ibarra Ilić Islam Ito Iwu Jackson Jankowski Jensen Jiménez Johansson Juárez Kaminski Kang Kapoor Karimi
Kaur Kelly Khalil Khan Kimura Kowalczyk Kovačević Kumar Lange Laurent Le Lefebvre Lin Lindgren López Lozano Luna Machado Mahmoud Maldonado
Marković Márquez Martínez Mbeki Medina Mehta Mejía Mendoza Mensah Meyer Miranda Mitchell Montoya Morales Mueller Murakami Musa Mwangi
Nakamura Navarro Nguyễn Nikolaidis Njoroge Novák Núñez Nwosu Obi Ochoa Ogawa Okafor Olsen Onyango Orozco Ortega Osei Özdemir Pacheco
Padilla Papadakis Patel Pavlenko Peña Pereira Petrov Pham Pineda Popescu Quintero Quiroga Rahman Ramírez Rasmussen Reyes Ríos Romero
Rossi Rowland Ruiz Saavedra Sahin Salazar Sandoval Sato Savage Schäfer Schmidt Serrano Sharma Silva Simmons Singh Solís Sørensen Stewart
Suárez Suzuki Szabó Takahashi Tanaka Tapia Tesfaye Thompson Torres Tran Tshabalala Uddin Ueda Urbina Valdez Varga Vásquez Vega Velasco
Vlahos Walsh Warsame Wójcik Wong Yamamoto Yang Yıldız Zamora Zapata Zelaya Zhang Zhou`.split(/\s+/);

export const PARTICLE_SURNAMES = [
  'de la Cruz',
  'de la Torre',
  'de los Santos',
  'del Valle',
  'del Río',
  'da Silva',
  'dos Santos',
  'van der Berg',
  'van Dijk',
  'van den Heuvel',
  'von Hagen',
  'di Stefano',
  'de Souza',
  'de León',
  'ten Brink',
  'Al-Sayed',
  'El-Masri',
  'St. Clair',
  'MacDougall',
  'McAllister',
  "O'Brien",
  "O'Sullivan",
  "D'Angelo",
  "N'Diaye",
];

/** People who have one name only. */
export const SINGLE_NAMES = [
  'Wulandari',
  'Suryani',
  'Kartini',
  'Prasetyo',
  'Nurhayati',
  'Budiarto',
  'Setiawan',
  'Anggraini',
  'Handoko',
  'Lestari',
];

/** Given names with a writing in daily use that any table of nicknames has. */
export const NICKNAMES: readonly (readonly [string, string])[] = [
  ['William', 'Bill'],
  ['Robert', 'Bob'],
  ['Elizabeth', 'Liz'],
  ['Katherine', 'Kate'],
  ['Richard', 'Rick'],
  ['Margaret', 'Peggy'],
  ['Thomas', 'Tom'],
  ['Michael', 'Mike'],
];
